import { grad, valueAndGrad } from "@cambium/autograd";
import { Param } from "@cambium/module";
import {
  adam,
  adamw,
  chain,
  clipByGlobalNorm,
  clipByValue,
  elementwiseRule,
  globalNorm,
  groups,
  Optimizer,
  sgd,
  stepSchedule,
} from "@cambium/optim";
import { alias, mul, sum, type Tensor, tensor } from "@cambium/tensor";
import { toBeClose } from "@cambium/testing";
import { describe, expect, test } from "vitest";

expect.extend({ toBeClose });

describe("options out of range", () => {
  const cases: [() => unknown, string][] = [
    [() => sgd({ learningRate: -1 }), "sgd: learningRate must be finite and at least 0: got -1."],
    [() => sgd({ learningRate: Number.NaN }), "sgd: learningRate must be finite and at least 0: got NaN."],
    [
      () => sgd({ learningRate: 1, weightDecay: -1 }),
      "sgd: weightDecay must be finite and at least 0: got -1.",
    ],
    [
      () => sgd({ learningRate: 1, nesterov: true }),
      "sgd: nesterov needs momentum above 0 and no dampening: got momentum 0, dampening 0. Set momentum, to 0.9 for example.",
    ],
    [
      () => adam({ betas: [0.9, 1] }),
      "adam: betas[1] must be in [0, 1): got 1. Usual values are 0.9 to 0.999.",
    ],
    [() => adamw({ eps: Infinity }), "adamw: eps must be finite and at least 0: got Infinity."],
    [() => clipByGlobalNorm(0), "clipByGlobalNorm: limit must be above 0: got 0."],
    [() => clipByValue(-1), "clipByValue: limit must be above 0: got -1."],
    [() => globalNorm({}), "globalNorm: no tensors. Give at least one."],
    [() => chain(), "chain: no rules. Give at least an optimizer, such as adam()."],
  ];

  test.each(cases)("%s", (make, message) => {
    expect(make).toThrow(RangeError);
    expect(make).toThrow(message);
  });
});

describe("sgd", () => {
  test("follows a momentum schedule", () => {
    const p = new Param(tensor([0]));
    const optimizer = new Optimizer({ p }, sgd({ learningRate: 1, momentum: (step) => step / 4 }));
    const grads = { p: tensor([1]) };
    const seen: number[] = [];
    for (let i = 0; i < 3; i++) {
      optimizer.step(grads);
      seen.push(p.value.item());
    }
    // v = 1, 1 + 1/4, 1 + 5/8
    expect(seen).toEqual([-1, -2.25, -3.875]);
  });
});

describe("chain and groups", () => {
  const grads = () => ({ weight: tensor([3, 0]), bias: tensor([4]) });
  const params = () => ({ weight: new Param(tensor([1, 1])), bias: new Param(tensor([1])) });

  test("clipping comes before the optimizer", () => {
    const model = params();
    const optimizer = new Optimizer(model, chain(clipByGlobalNorm(1), sgd({ learningRate: 1 })));
    optimizer.step(grads());
    expect(model.weight.value).toBeClose([0.4, 1]);
    expect(model.bias.value).toBeClose([0.2]);
  });

  test("each parameter has the rule of the first group that takes it", async () => {
    const model = params();
    const rule = groups(
      { parameters: (name) => name.endsWith("bias"), rule: sgd({ learningRate: 0 }) },
      { rule: sgd({ learningRate: 1, momentum: 0.5 }) },
    );
    const optimizer = new Optimizer(model, chain(clipByValue(2), rule));
    optimizer.step(grads());
    expect(model.weight.value.toArray()).toEqual([-1, 1]);
    expect(model.bias.value.toArray()).toEqual([1]);
    expect(Object.keys((await optimizer.state()).tensors)).toEqual(["1.1.velocity.weight"]);
  });

  test("each group has its own rate and schedule", () => {
    const model = params();
    const rule = groups(
      {
        parameters: (name) => name === "bias",
        rule: sgd({ learningRate: stepSchedule(1, { stepSize: 1 }) }),
      },
      { rule: sgd({ learningRate: (step) => step }) },
    );
    const optimizer = new Optimizer(model, rule);
    optimizer.step(grads());
    expect([model.weight.value.toArray(), model.bias.value.toArray()]).toEqual([[1, 1], [-3]]);
    optimizer.step(grads());
    expect(model.weight.value.toArray()).toEqual([-2, 1]);
    expect(model.bias.value).toBeClose([-3.4]);
  });

  test("a rule after groups sees all parameters and gradients", () => {
    const model = params();
    const halves = groups(
      { parameters: (name) => name === "bias", rule: clipByValue(1) },
      { rule: clipByValue(2) },
    );
    new Optimizer(model, chain(halves, sgd({ learningRate: 1 }))).step(grads());
    expect(model.weight.value.toArray()).toEqual([-1, 1]);
    expect(model.bias.value.toArray()).toEqual([0]);
  });

  test("a parameter in no group is an error", () => {
    const rule = groups({ parameters: (name) => name === "bias", rule: sgd({ learningRate: 1 }) });
    expect(() => new Optimizer(params(), rule)).toThrow(
      "groups: weight belongs to no group. Add a last group without parameters, for all that are left.",
    );
  });
});

describe("a rule by itself", () => {
  test("is differentiable", () => {
    const rate = 0.1;
    const rule = sgd({ learningRate: rate });
    const square = (x: Tensor) => sum(mul(x, x));
    const p = tensor([1, 2, 3], { dtype: "float64" });
    const { grads } = valueAndGrad({ p }, () => {
      const inner = { p: grad(square)(p) };
      const stepped = rule.update({ p: alias(p) }, inner, rule.init({ p }), 0);
      return square(stepped.params.p!);
    });
    // loss = Σ (p − 2·rate·p)²
    const factor = 2 * (1 - 2 * rate) ** 2;
    expect(grads.p).toBeClose([factor, 2 * factor, 3 * factor], { rtol: 1e-12 });
    expect(p.toArray()).toEqual([1, 2, 3]);
  });

  test("is declared by its formula", () => {
    const signDescent = elementwiseRule("signDescent", {
      slots: { taken: 10, unused: undefined },
      scalars: (step) => ({ rate: 1 / (step + 1) }),
      formula: (s, { parameter, gradient, rate, taken, unused }) => ({
        parameter: s.sub(parameter, s.mul(rate, s.sign(gradient))),
        taken: s.add(taken, 1),
        unused,
      }),
    });
    const start = { p: tensor([1, 1]) };
    const grads = { p: tensor([5, -5]) };
    const first = signDescent.update(start, grads, signDescent.init(start), 0);
    const second = signDescent.update(first.params, first.grads, first.state, 1);
    expect(second.params.p!.toArray()).toEqual([-0.5, 2.5]);
    expect(Object.keys(second.state)).toEqual(["taken"]);
    expect(second.state.taken!.p!.toArray()).toEqual([12, 12]);
  });

  test.each(["parameter", "velocity"] as const)("reports a formula without the %s", (part) => {
    const rule = elementwiseRule("forgetful", {
      slots: { velocity: 0 },
      scalars: () => ({}),
      formula: (_, { gradient }) => {
        const results = { parameter: gradient, velocity: gradient };
        delete (results as Partial<typeof results>)[part];
        return results;
      },
    });
    const p = tensor([1]);
    expect(() => rule.update({ p }, { p }, rule.init({ p }), 0)).toThrow(
      new TypeError(`forgetful: its formula gave no ${part}. Return the new parameter and each slot.`),
    );
  });
});
