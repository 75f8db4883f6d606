import { clipByGlobalNorm, clipByValue, globalNorm, type Rule } from "@cambium/optim";
import { elasticNet, l1, l2, projectMaxNorm } from "@cambium/regularize";
import {
  type NamedTensors,
  type Operation,
  type Operations,
  operation,
  operationOnAll,
  type Result,
} from "../operation.ts";

/** Every tensor of a case counts, of however few dimensions. */
const everything = { include: () => true };

/** A penalty on all tensors, by its strength λ. */
const penalty = (f: (weights: NamedTensors, strength: number) => Result): Operation =>
  operationOnAll(["lambda"], (weights, { lambda }) => f(weights, lambda));

const clipped = (rule: Rule, grads: NamedTensors): NamedTensors =>
  rule.update(grads, grads, rule.init(grads), 0).grads;

/** Penalties, projections and clipping. */
export const regularizationOperations: Operations = {
  l1_penalty: penalty((weights, strength) => l1(weights, strength, everything)),
  l2_penalty: penalty((weights, strength) => l2(weights, strength, everything)),
  half_l2_penalty: penalty((weights, strength) => l2(weights, strength / 2, everything)),
  elastic_net: operationOnAll(["lambda", "beta"], (weights, { lambda, beta }) =>
    elasticNet(weights, { strength: lambda, beta, ...everything }),
  ),
  max_norm: operation(["W"], ["neuron_dim", "c"], ({ W }, { neuron_dim, c }) => ({
    W: projectMaxNorm(W, { max: c, neuronDim: neuron_dim }),
  })),
  clip_grad_norm: operationOnAll(["max_norm", "norm_type"], (grads, { max_norm, norm_type }) => {
    const order = Number(norm_type);
    const total_norm = globalNorm(grads, { order });
    return { total_norm, ...clipped(clipByGlobalNorm(max_norm, { order }), grads) };
  }),
  clip_grad_value: operationOnAll(["clip_value"], (grads, { clip_value }) =>
    clipped(clipByValue(clip_value), grads),
  ),
};
