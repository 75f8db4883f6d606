import {
  add,
  cos,
  exp,
  mul,
  pow,
  Rng,
  scope,
  sin,
  square,
  sum,
  type Tensor,
  tanh,
  tensor,
  uniform,
} from "@cambium/tensor";
import { checkGradient, expectNoLeak, toBeClose } from "@cambium/testing";
import { expect, test } from "vitest";
import { grad, stopGradient, valueAndGrad, vjp } from "../src/index.ts";

expect.extend({ toBeClose });

const float64 = { dtype: "float64" } as const;
const scalar = (value: number): Tensor => tensor(value, float64);
const along = (f: (x: Tensor) => Tensor) => grad((x: Tensor) => f(x));

test("third and fourth order of a power and a sine", () => {
  const cube = along(along(along((x) => pow(x, 5))));
  expect(cube(scalar(2)).item()).toBeCloseTo(60 * 4, 9);
  expect(along(cube)(scalar(2)).item()).toBeCloseTo(120 * 2, 9);
  expect(along(along(along(along(sin))))(scalar(0.7)).item()).toBeCloseTo(Math.sin(0.7), 12);
});

test("third order of tanh against finite differences of the second", () => {
  checkGradient((x) => along((y) => along(tanh)(y))(x!), [scalar(0.3)], { order: 2 });
});

test("inner and outer variables are not confused: d/dx (x · d/dy (x·y))", () => {
  const f = (x: Tensor): Tensor => mul(x, grad((y: Tensor) => mul(x, y))(scalar(1)));
  expect(grad(f)(scalar(3)).item()).toBe(6);
  const g = (x: Tensor): Tensor => mul(x, grad((y: Tensor) => add(x, y))(scalar(1)));
  expect(grad(g)(scalar(3)).item()).toBe(1);
});

test("the same tensor inside and outside is told apart", () => {
  const f = (x: Tensor): Tensor => mul(x, grad((y: Tensor) => mul(square(y), x))(x));
  expect(grad(f)(scalar(2)).item()).toBe(24);
});

test("valueAndGrad nests over variables that it shares", () => {
  const x = scalar(3);
  const { value, grads } = valueAndGrad({ x }, () => {
    const inner = valueAndGrad({ x }, () => pow(x, 3));
    return mul(inner.value, inner.grads.x);
  });
  expect(value.item()).toBe(27 * 27);
  expect(grads.x.item()).toBe(15 * 81);
});

test("a gradient penalty: the gradient of a gradient's norm", () => {
  const x = uniform([4], { rng: new Rng(1), ...float64 });
  const norm = (at: Tensor): Tensor => sum(square(grad((y: Tensor) => sum(mul(sin(y), exp(y))))(at)));
  checkGradient((at) => norm(at!), [x], { order: 2 });
});

test("a Hessian-vector product", () => {
  const hessianProduct = (x: Tensor, v: Tensor): Tensor =>
    grad((y: Tensor) => sum(mul(grad((z: Tensor) => sum(pow(z, 3)))(y), v)))(x);
  expect(hessianProduct(tensor([1, 2], float64), tensor([3, 4], float64))).toBeClose([18, 48]);
});

test("pullbacks can be differentiated with respect to their cotangents", () => {
  const x = tensor([0.5, 1], float64);
  const { pullback, dispose } = vjp((a) => sin(a!), x);
  const slope = grad((cotangent: Tensor) => sum(square(pullback(cotangent)[0]!)))(tensor([1, 2], float64));
  expect(slope).toBeClose([2 * Math.cos(0.5) ** 2, 4 * Math.cos(1) ** 2]);
  dispose();
});

test("scopes and disposal inside of inner and outer functions change nothing", () => {
  const f = (x: Tensor): Tensor =>
    scope(() => {
      const slope = grad((y: Tensor) =>
        scope(() => {
          const power = exp(y);
          const result = mul(power, cos(y));
          power.dispose();
          return result;
        }),
      )(x);
      const squared = square(slope);
      slope.dispose();
      return squared;
    });
  const inner = Math.exp(0.4) * (Math.cos(0.4) - Math.sin(0.4));
  expect(grad(f)(scalar(0.4)).item()).toBeCloseTo(2 * inner * (-2 * Math.exp(0.4) * Math.sin(0.4)), 10);
});

test("a gradient that is stopped is a constant to the outer one", () => {
  const f = (x: Tensor): Tensor => mul(x, stopGradient(grad((y: Tensor) => square(y))(x)));
  expect(grad(f)(scalar(3)).item()).toBe(6);
});

test("nested gradients free all memory", () => {
  const x = scalar(0.3);
  expectNoLeak(() => {
    for (let i = 0; i < 20; i++) along(along((y) => scope(() => mul(tanh(y), exp(y)))))(x).dispose();
  });
});
