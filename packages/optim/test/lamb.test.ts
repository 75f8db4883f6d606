import { Param } from "@cambium/module";
import { lamb, Optimizer } from "@cambium/optim";
import { memory, tensor } from "@cambium/tensor";
import { toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";

expect.extend({ toBeClose });

const norm = (x: readonly number[]) => Math.hypot(...x);

test("each tensor moves relative to its norm", () => {
  const starts = [
    [3, -4],
    [1, 2],
  ];
  const gradients = [
    [0.5, -1],
    [0, 3],
  ];
  const params = starts.map((start) => new Param(tensor(start, { dtype: "float64" })));
  const rule = lamb({ learningRate: 0.1, betas: [0.8, 0.9], eps: 1e-3, weightDecay: 0.1 });
  const optimizer = new Optimizer(Object.fromEntries(params.entries()), rule);
  const [m, v] = [starts.map(() => [0, 0]), starts.map(() => [0, 0])];
  const wanted = structuredClone(starts);
  for (let t = 1; t <= 3; t++) {
    const grads = gradients.map((gradient, k) => [k, tensor(gradient, { dtype: "float64" })] as const);
    optimizer.step(Object.fromEntries(grads));
    for (let k = 0; k < 2; k++) {
      const direction = gradients[k]!.map((g, i) => {
        m[k]![i] = 0.8 * m[k]![i]! + 0.2 * g;
        v[k]![i] = 0.9 * v[k]![i]! + 0.1 * g * g;
        const [mean, meanSquare] = [m[k]![i]! / (1 - 0.8 ** t), v[k]![i]! / (1 - 0.9 ** t)];
        return mean / (Math.sqrt(meanSquare) + 1e-3) + 0.1 * wanted[k]![i]!;
      });
      const rate = (0.1 * norm(wanted[k]!)) / norm(direction);
      wanted[k] = wanted[k]!.map((p, i) => p - rate * direction[i]!);
      expect(params[k]!.value).toBeClose(wanted[k]!, { rtol: 1e-12 });
    }
  }
});

test("a parameter of zeros moves like Adam's, and one without a direction stays", () => {
  const [zero, still] = [new Param(tensor([0, 0])), new Param(tensor([1, 2]))];
  const optimizer = new Optimizer({ zero, still }, lamb({ learningRate: 0.1 }));
  optimizer.step({ zero: tensor([1, -1]), still: tensor([0, 0]) });
  expect(zero.value).toBeClose([-0.1, 0.1], { rtol: 1e-5 });
  expect(still.value.toArray()).toEqual([1, 2]);
});

test("norms of tensors whose squares float32 does not hold", () => {
  const [large, small] = [new Param(tensor([3e20, 4e20])), new Param(tensor([3e-25, 4e-25]))];
  const optimizer = new Optimizer({ large, small }, lamb({ learningRate: 0.1 }));
  optimizer.step({ large: tensor([1, 1]), small: tensor([1, 1]) });
  const share = 0.5 / Math.SQRT2;
  expect(large.value).toBeClose([3e20 - share * 1e20, 4e20 - share * 1e20], { rtol: 1e-5, atol: 0 });
  expect(small.value).toBeClose([3e-25 - share * 1e-25, 4e-25 - share * 1e-25], { rtol: 1e-5, atol: 0 });
});

test("works in place", () => {
  const p = new Param(tensor([1, 2]));
  const optimizer = new Optimizer({ p }, lamb());
  const { storage } = p.value.view;
  const { tensors } = memory();
  const gradient = tensor([1, 1]);
  optimizer.step({ p: gradient });
  gradient.dispose();
  expect(p.value.view.storage).toBe(storage);
  expect(memory().tensors).toBe(tensors);
});

test("leaks nothing by itself", () => {
  const p = tensor([1, 2]);
  const rule = lamb();
  const state = rule.init({ p });
  const { tensors } = memory();
  const { params, state: next } = rule.update({ p }, { p }, state, 0);
  expect(memory().tensors).toBe(tensors + 3);
  for (const made of [params.p!, next.mean!.p!, next.meanSquare!.p!]) made.dispose();
});

test("options out of range are errors", () => {
  expect(() => lamb({ betas: [0.9, 1] })).toThrow(
    new RangeError("lamb: betas[1] must be in [0, 1): got 1. Usual values are 0.9 to 0.999."),
  );
  for (const option of ["learningRate", "eps", "weightDecay"]) {
    expect(() => lamb({ [option]: -1 })).toThrow(
      new RangeError(`lamb: ${option} must be finite and at least 0: got -1.`),
    );
  }
});
