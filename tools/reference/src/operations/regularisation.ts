import { clipByGlobalNorm, clipByValue, globalNorm, type Rule } from "@cambium/optim";
import { type NamedTensors, type Operations, operationOnAll } from "../operation.ts";

const clipped = (rule: Rule, grads: NamedTensors): NamedTensors =>
  rule.update(grads, grads, rule.init(grads), 0).grads;

/** Penalties, projections and clipping. */
export const regularisationOperations: Operations = {
  clip_grad_norm: operationOnAll(["max_norm", "norm_type"], (grads, { max_norm, norm_type }) => {
    const order = Number(norm_type);
    const total_norm = globalNorm(grads, { order });
    return { total_norm, ...clipped(clipByGlobalNorm(max_norm, { order }), grads) };
  }),
  clip_grad_value: operationOnAll(["clip_value"], (grads, { clip_value }) =>
    clipped(clipByValue(clip_value), grads),
  ),
};
