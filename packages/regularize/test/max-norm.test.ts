import { valueAndGrad } from "@cambium/autograd";
import { Linear } from "@cambium/layers";
import { type Param, parameters } from "@cambium/module";
import { adam, chain, Optimizer, type Rule, sgd } from "@cambium/optim";
import { mul, normal, Rng, scope, sqrt, square, sum, tensor, zeros } from "@cambium/tensor";
import { expectNoLeak } from "@cambium/testing";
import { expect, test } from "vitest";
import { maxNorm } from "../src/max-norm.ts";

/** Norms of the rows of a weight. */
const lengths = ({ value }: Param): number[] =>
  Array.from(scope(() => sqrt(sum(square(value), 1))).dataSync());

test("is a rule of optim", () => {
  const rule: Rule<readonly []> = maxNorm({ max: 3 });
  expect(rule.init({})).toEqual([]);
});

test("projects weights after each step of an optimizer, and leaves biases alone", () => {
  const rng = new Rng(1);
  const model = new Linear(8, 4, { rng, init: normal });
  const x = normal([16, 8], { rng });
  const optimizer = new Optimizer(
    parameters(model),
    chain(adam({ learningRate: 0.5 }), maxNorm({ max: 0.75 })),
  );
  for (let step = 0; step < 5; step++) {
    const { value, grads } = valueAndGrad(parameters(model), () => sum(mul(model.forward(x), -1)));
    optimizer.step(grads);
    for (const each of [value, ...Object.values(grads)]) each.dispose();
    for (const length of lengths(model.weight)) expect(length).toBeCloseTo(0.75, 5);
  }
  expect(Math.min(...model.bias!.value.dataSync())).toBeGreaterThan(1.5);
});

test("a step and a projection, by hand", () => {
  const rule = chain(sgd({ learningRate: 1 }), maxNorm({ max: 5 }));
  const params = {
    weight: tensor([
      [4, 4],
      [1, 1],
    ]),
    bias: tensor([9, 9]),
  };
  const grads = {
    weight: tensor([
      [-2, -4],
      [0, 0],
    ]),
    bias: tensor([0, 0]),
  };
  const updated = rule.update(params, grads, rule.init(params), 0);
  expect(updated.params.weight!.toArray()).toEqual([
    [3, 4],
    [1, 1],
  ]);
  expect(updated.params.bias!.toArray()).toEqual([9, 9]);
});

test("a choice by name goes before the rule", () => {
  const params = { a: tensor([[3, 4]]), b: tensor([[3, 4]]) };
  const { update } = maxNorm({ max: 2.5, include: (name) => name === "b" });
  const { params: projected } = update(params, params, [], 0);
  expect(projected.a).toBe(params.a);
  expect(projected.b!.toArray()).toEqual([[1.5, 2]]);
});

test("a bound that is none is named when the rule is made", () => {
  const text = "maxNorm: max must be above 0: got -3. Usual values are 3 and 4.";
  expect(() => maxNorm({ max: -3 })).toThrow(new RangeError(text));
});

test("a step leaves nothing behind", () => {
  const model = new Linear(3, 2, { rng: new Rng(1) });
  const optimizer = new Optimizer(parameters(model), chain(adam(), maxNorm({ max: 0.1 })));
  const grads = { weight: zeros([2, 3]), bias: zeros([2]) };
  expectNoLeak(() => optimizer.step(grads));
});
