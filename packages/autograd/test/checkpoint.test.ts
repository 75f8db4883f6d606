import {
  add,
  exp,
  matmul,
  memory,
  mul,
  normal,
  Rng,
  resetPeakMemory,
  scope,
  sin,
  sum,
  type Tensor,
  tanh,
  tensor,
  uniform,
} from "@cambium/tensor";
import { checkGradient, expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { checkpoint, grad, valueAndGrad } from "../src/index.ts";

expect.extend({ toBeClose });

const float64 = { dtype: "float64" } as const;
const x = normal([4, 4], { rng: new Rng(1), ...float64 });
const w = normal([4, 4], { rng: new Rng(2), ...float64 });
const block = (h: Tensor): Tensor => tanh(matmul(sin(h), w));

test("value and gradients equal those without it, for arguments and for tensors of the closure", () => {
  const plain = valueAndGrad({ x, w }, () => sum(block(block(x))));
  const saved = valueAndGrad({ x, w }, () => sum(checkpoint(block, checkpoint(block, x))));
  expect(saved.value).toBeClose(plain.value, { rtol: 1e-14, atol: 0 });
  expect(saved.grads.x).toBeClose(plain.grads.x, { rtol: 1e-12, atol: 1e-14 });
  expect(saved.grads.w).toBeClose(plain.grads.w, { rtol: 1e-12, atol: 1e-14 });
});

test("nests, and can be differentiated twice", () => {
  const f = (at: Tensor): Tensor => checkpoint((h) => checkpoint((k) => mul(sin(k), exp(k)), tanh(h)), at);
  checkGradient((at) => f(at!), [x]);
  checkGradient((at) => f(at!), [x], { order: 2 });
});

test("outside of a gradient it only calls the function", () => {
  expect(checkpoint(block, x)).toBeClose(block(x), { rtol: 0, atol: 0 });
  expect(grad((at: Tensor) => sum(checkpoint((h) => h, at)))(x)).toBeClose(grad((at: Tensor) => sum(at))(x));
});

const noisy =
  (rng: Rng) =>
  (h: Tensor): Tensor =>
    mul(h, uniform(h.shape, { rng, ...float64 }));

test("random draws repeat, and the stream continues as without it", () => {
  const [plain, saved] = [new Rng(3), new Rng(3)];
  const wanted = valueAndGrad({ x }, () => sum(noisy(plain)(noisy(plain)(x))));
  const got = valueAndGrad({ x }, () => sum(checkpoint(noisy(saved), checkpoint(noisy(saved), x))));
  expect(got.grads.x).toBeClose(wanted.grads.x, { rtol: 1e-12, atol: 0 });
  expect(saved.state).toEqual(plain.state);
});

test("random draws of an inner checkpoint repeat when the outer one is computed again", () => {
  const [plain, saved] = [new Rng(4), new Rng(4)];
  const twice = (rng: Rng) => (h: Tensor) => noisy(rng)(add(noisy(rng)(h), h));
  const wanted = valueAndGrad({ x }, () => sum(sin(twice(plain)(x))));
  const got = valueAndGrad({ x }, () =>
    sum(checkpoint((h) => sin(checkpoint((k) => checkpoint(twice(saved), k), h)), x)),
  );
  expect(got.value).toBeClose(wanted.value, { rtol: 1e-14, atol: 0 });
  expect(got.grads.x).toBeClose(wanted.grads.x, { rtol: 1e-12, atol: 1e-14 });
  expect(saved.state).toEqual(plain.state);
});

/** Peak memory while a deep chain is differentiated. */
function peakOf(layer: (h: Tensor) => Tensor): number {
  const start = normal([64, 64], { rng: new Rng(5) });
  const before = memory().bytes;
  resetPeakMemory();
  scope(() => {
    let h = start;
    return valueAndGrad({ start }, () => {
      for (let i = 0; i < 8; i++) h = layer(h);
      return sum(h);
    }).value.item();
  });
  const peak = memory().peakBytes - before;
  start.dispose();
  return peak;
}

test("uses less memory than keeping everything", () => {
  const deep = (h: Tensor): Tensor => {
    let y = h;
    for (let i = 0; i < 8; i++) y = tanh(sin(y));
    return y;
  };
  expect(peakOf((h) => checkpoint(deep, h))).toBeLessThan(peakOf(deep) / 2);
});

test("frees all memory", () => {
  expectNoLeak(() => checkpoint(block, x).dispose());
  expectNoLeak(() => {
    const { value, grads } = valueAndGrad({ x }, () => sum(checkpoint(block, checkpoint(block, x))));
    value.dispose();
    grads.x.dispose();
  });
});

test("a promise is an error", () => {
  // biome-ignore lint/suspicious/noExplicitAny: the compiler would refuse what this test is about.
  const later: any = async (h: Tensor) => h;
  expect(() => checkpoint(later, x)).toThrow(
    new TypeError(
      "checkpoint: the function returned a promise: what runs after its first await would escape. " +
        "Pass a synchronous function, and await before or after it.",
    ),
  );
  expect(() => checkpoint(() => tensor(1))).not.toThrow();
});
