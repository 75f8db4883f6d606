import { Param } from "@cambium/module";
import { chain, clipByGlobalNorm, globalNorm, Optimizer, sgd } from "@cambium/optim";
import { type Backend, tensor } from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { toBeClose } from "@cambium/testing";
import { describe, expect, test } from "vitest";

expect.extend({ toBeClose });

describe("globalNorm", () => {
  test.each([1e20, 1, 1e-30])("of gradients whose squares float32 does not hold: %s", (unit) => {
    const grads = { a: tensor([3 * unit, 0]), b: tensor([4 * unit]) };
    expect(globalNorm(grads).item() / (5 * unit)).toBeCloseTo(1, 6);
    expect(globalNorm(grads, { order: 3 }).item() / (91 ** (1 / 3) * unit)).toBeCloseTo(1, 6);
    expect(globalNorm(grads, { order: Infinity }).item() / (4 * unit)).toBeCloseTo(1, 6);
    expect(globalNorm(grads, { order: 1 }).item() / (7 * unit)).toBeCloseTo(1, 6);
  });
});

describe("clipByGlobalNorm", () => {
  const make = (backend: Backend = referenceBackend) => {
    const params = { w: new Param(tensor([1, 1], { backend })), b: new Param(tensor([0], { backend })) };
    const optimizer = new Optimizer(params, chain(clipByGlobalNorm(1), sgd({ learningRate: 1 })));
    const step = (w: number[], b: number[]) =>
      optimizer.step({ w: tensor(w, { backend }), b: tensor(b, { backend }) });
    return { params, step };
  };

  test("huge gradients are clipped, not lost", () => {
    const { params, step } = make();
    step([3e20, 0], [4e20]);
    expect(params.w.value).toBeClose([0.4, 1]);
    expect(params.b.value).toBeClose([-0.8]);
  });

  test("gradients that are not finite are an error that names them, and nothing changes", () => {
    const { params, step } = make();
    const advice =
      "Lower the learning rate, or find the first bad op: requireFinite(loss, { step, compute }).";
    expect(() => step([Number.NaN, 0], [1])).toThrow(
      new RangeError(`clipByGlobalNorm: the gradients of w are not finite: their norm is NaN. ${advice}`),
    );
    expect(() => step([1, -Infinity], [Infinity])).toThrow(
      new RangeError(
        `clipByGlobalNorm: the gradients of w, b are not finite: their norm is Infinity. ${advice}`,
      ),
    );
    expect(() => step([3e38, 3e38], [3e38])).toThrow(
      new RangeError(
        `clipByGlobalNorm: the norm of all gradients is beyond float32, although each gradient is finite. ${advice}`,
      ),
    );
    expect(params.w.value.toArray()).toEqual([1, 1]);
  });

  test("where a backend cannot read at once, such gradients become NaN, which shows", async () => {
    const { readSync: _, ...rest } = referenceBackend;
    const { params, step } = make({ ...rest, name: "later" });
    step([Infinity, 0], [1]);
    expect([...(await params.w.value.data()), ...(await params.b.value.data())]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
  });
});
