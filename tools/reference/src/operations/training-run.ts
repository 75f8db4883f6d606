import { crossEntropy } from "@cambium/losses";
import { inference, type Mode, parameters, training } from "@cambium/module";
import { alias, Rng, slice, squeeze, type Tensor } from "@cambium/tensor";
import {
  type Attribute,
  mapValues,
  type NamedTensors,
  type Numbers,
  type Operation,
  operationOnAll,
  series,
  trajectory,
} from "../operation.ts";
import type { MakeNetwork } from "./networks.ts";
import { ruleOf } from "./rules.ts";
import { trainSteps } from "./training-steps.ts";

/** Batch number `step` modulo their number, of [batches, batch, …]. */
function batchOf(x: Tensor, step: number): Tensor {
  const at = step % x.shape[0]!;
  return squeeze(slice(x, [[at, at + 1]]), 0);
}

const prefixed = <T>(prefix: string, record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [`${prefix}.${name}`, value]));

/** Trains a network from given weights, on given batches in turn. */
function train(
  makeNetwork: MakeNetwork,
  { X, Y, ...weights }: NamedTensors,
  attributes: Readonly<Record<string, Attribute>>,
): Record<string, Tensor | Numbers> {
  const { optimizer, hyper, steps } = attributes;
  const network = makeNetwork(weights, attributes);
  const logitsOf = (step: number, mode: Mode) => network.forward(batchOf(X!, step), mode);
  const mode = training(new Rng(0));
  let first: Record<string, Numbers> = {};
  const losses = trainSteps(
    network.model,
    ruleOf(optimizer, hyper),
    steps,
    (step) => crossEntropy(logitsOf(step, mode), batchOf(Y!, step)),
    {
      before: (step, grads) => {
        if (step === 0) first = mapValues(grads, (grad) => ({ shape: grad.shape, data: grad.dataSync() }));
      },
    },
  );
  const learned = mapValues(parameters(network.model), (param) => alias(param.value));
  const statistics = mapValues(network.statistics?.() ?? {}, (x) => alias(x));
  return {
    loss: series(losses),
    ...prefixed("first_grad", first),
    ...prefixed("final", { ...learned, ...statistics }),
    final_logits: logitsOf(0, inference),
  };
}

/**
 * The training run of a network.
 *
 * @param attributes Attributes of the network in addition to its weights.
 */
export function trainingRun(makeNetwork: MakeNetwork, attributes: readonly string[]): Operation {
  const run = operationOnAll(["optimizer", "hyper", "steps", ...attributes], (inputs, given) =>
    train(makeNetwork, inputs, given),
  );
  return trajectory(run);
}
