import {
  DisposedError,
  exp,
  mean,
  memory,
  mul,
  ones,
  onesLike,
  scope,
  sin,
  sum,
  type Tensor,
  tensor,
} from "@cambium/tensor";
import { expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { checkpoint, grad, requireFinite, valueAndGrad, vjp } from "../src/index.ts";

expect.extend({ toBeClose });

const x = ones([100]);
const deep = (h: Tensor): Tensor => mul(sin(exp(h)), exp(sin(h)));
const oops = (): never => {
  throw new Error("oops");
};

test.each<[string, () => unknown]>([
  ["vjp", () => vjp(deep, x)],
  ["vjp and a pullback", () => vjp(deep, x).pullback(x)],
  ["vjp of a vjp", () => vjp((h) => vjp(deep, h).pullback(h)[0]!, x)],
  ["vjp in valueAndGrad", () => valueAndGrad({ x }, () => sum(vjp(deep, x).value))],
  ["vjp in checkpoint", () => grad((h: Tensor) => sum(checkpoint((k) => vjp(deep, k).value, h)))(x)],
  ["vjp of checkpoint", () => vjp((h) => checkpoint(deep, h), x)],
  ["grad of grad", () => grad((h: Tensor) => sum(grad((k: Tensor) => sum(deep(k)))(h)))(x)],
  ["checkpoint", () => checkpoint(deep, x)],
])(
  "a scope ends %s: memory stays flat over 1,000 calls",
  (_, run) => {
    scope(() => void run());
    const before = memory();
    for (let i = 0; i < 1000; i++) scope(() => void run());
    expect(memory()).toMatchObject({ tensors: before.tensors, bytes: before.bytes });
  },
  30_000,
);

test.each<[string, () => unknown]>([
  ["after vjp", () => [vjp(deep, x), oops()]],
  ["in vjp", () => vjp((h) => mul(deep(h), oops()), x)],
  ["in a vjp around another", () => vjp((h) => mul(vjp(deep, h).value, oops()), x)],
  ["in valueAndGrad", () => valueAndGrad({ x }, () => mul(vjp(deep, x).value, oops()))],
  ["in checkpoint", () => grad((h: Tensor) => sum(checkpoint((k) => mul(vjp(deep, k).value, oops()), h)))(x)],
  ["in requireFinite", () => requireFinite(Number.NaN, { step: 1, compute: () => [vjp(deep, x), oops()] })],
])("an exception %s leaks nothing", (_, run) => {
  expectNoLeak(() => expect(() => scope(run)).toThrow("oops"));
});

test("requireFinite frees what compute recorded", () => {
  expectNoLeak(() => {
    const compute = () => vjp((h) => mean(mul(h, Number.NaN)), x);
    expect(() => requireFinite(Number.NaN, { step: 1, compute })).toThrow("the loss is NaN at step 1");
  });
});

test("a pullback that a scope returns outlives it, alone or in an object, until the enclosing scope ends", () => {
  expectNoLeak(() => {
    let last: ReturnType<typeof vjp>["pullback"] | undefined;
    const gradient = scope(() => {
      const { pullback } = scope(() => scope(() => vjp(deep, x)));
      const alone = scope(() => vjp(deep, x).pullback);
      last = alone;
      expect(alone(onesLike(x))[0]).toBeClose(pullback(onesLike(x))[0]!);
      return pullback(x)[0]!;
    });
    scope(() => void expect(gradient).toBeClose(grad((h: Tensor) => sum(deep(h)))(x)));
    gradient.dispose();
    const text =
      "vjp: pullback after dispose() or the end of the scope that vjp ran in. Call it before, or return it from the scope.";
    expect(() => last!(x)).toThrow(new DisposedError(text));
  });
});

test("outside of every scope a returned pullback lives until dispose", () => {
  expectNoLeak(() => {
    const { value, pullback, dispose } = scope(() => vjp((h) => mul(h, h), x));
    const [gradient] = pullback(x);
    expect(gradient!.toArray()).toEqual(new Array(100).fill(2));
    for (const made of [value, gradient!]) made.dispose();
    dispose();
  });
});

test("a gradient of a pullback needs the pullback only while it is recorded", () => {
  const y = tensor([1, 2]);
  const second = grad((h: Tensor) => {
    const { pullback } = vjp((k) => mul(mul(k, k), k), h);
    return sum(pullback(onesLike(h))[0]!);
  })(y);
  expect(second.toArray()).toEqual([6, 12]);
});
