import { softplus } from "@cambium/activations";
import { Param } from "@cambium/module";
import { add, alias, matmul, mean, mul, sub, sum, type Tensor } from "@cambium/tensor";
import {
  mapValues,
  type NamedTensors,
  type Numbers,
  type Operation,
  type Operations,
  operationOnAll,
  series,
  trajectory,
} from "../operation.ts";
import { optimizerNames, ruleOf } from "./rules.ts";
import { trainSteps } from "./training-steps.ts";

/** Objective that the cases minimize. */
interface Problem {
  /** Learned tensors, each with the name of the input that it starts from. */
  readonly starts: Readonly<Record<string, string>>;
  readonly loss: (learned: NamedTensors, given: NamedTensors) => Tensor;
}

const problems: Readonly<Record<string, Problem>> = {
  quadratic: {
    starts: { x: "x0" },
    loss: ({ x }, { A, b }) => sub(mul(0.5, matmul(x!, matmul(A!, x!))), sum(mul(b!, x!))),
  },
  logistic: {
    starts: { w: "w0", b: "b0" },
    loss: ({ w, b }, { X, y }) => {
      const z = add(matmul(X!, w!), b!);
      return mean(sub(softplus(z), mul(y!, z)));
    },
  },
};

function minimize(
  given: NamedTensors,
  problem: Problem,
  optimizer: string,
  { steps, hyper }: { steps: number; hyper: Record<string, unknown> },
): Record<string, Numbers> {
  const model = mapValues(problem.starts, (input) => new Param(alias(given[input]!)));
  const rows: Record<string, number[]> = mapValues(problem.starts, () => []);
  const losses = trainSteps(
    model,
    ruleOf(optimizer, hyper),
    steps,
    () =>
      problem.loss(
        mapValues(model, (param) => param.value),
        given,
      ),
    {
      after: (params) => {
        for (const [name, { value }] of Object.entries(params)) rows[name]!.push(...value.dataSync());
      },
    },
  );
  const shapeOf = (name: string) => [steps, ...model[name]!.value.shape];
  return { loss: series(losses), ...mapValues(rows, (data, name) => ({ shape: shapeOf(name), data })) };
}

const optimizerOperation = (optimizer: string): Operation =>
  trajectory(
    operationOnAll(["problem", "steps", "hyper"], (inputs, { problem, steps, hyper }) => {
      const found = problems[problem];
      if (!found) throw new Error(`problem ${JSON.stringify(problem)} is not known`);
      return minimize(inputs, found, optimizer, { steps, hyper });
    }),
  );

/** The optimizers: parameters after each step. */
export const optimizerOperations: Operations = Object.fromEntries(
  optimizerNames.map((name) => [name, optimizerOperation(name)]),
);
