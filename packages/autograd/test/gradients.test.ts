import {
  add,
  cast,
  DisposedError,
  DTypeError,
  exp,
  keep,
  matmul,
  mul,
  ShapeError,
  scope,
  sin,
  square,
  sum,
  type Tensor,
  tanh,
  tensor,
} from "@cambium/tensor";
import { expectNoLeak, toBeClose } from "@cambium/testing";
import { describe, expect, test } from "vitest";
import { grad, stopGradient, valueAndGrad, vjp } from "../src/index.ts";

expect.extend({ toBeClose });

const float64 = { dtype: "float64" } as const;
const x = tensor([1, 2, 3], float64);
const scalar = (value: number): Tensor => tensor(value, float64);

describe("grad", () => {
  test("differentiates with respect to the first argument, or another", () => {
    const f = (a: Tensor, b: Tensor) => sum(mul(square(a), b));
    const y = tensor([4, 5, 6], float64);
    expect(grad(f)(x, y)).toBeClose([8, 20, 36]);
    expect(grad(f, 1)(x, y)).toBeClose([1, 4, 9]);
  });

  test("an argument that is not used has a gradient of zeros, of its shape and type", () => {
    const slope = grad((_: Tensor) => scalar(3))(x);
    expect(slope.toArray()).toEqual([0, 0, 0]);
    expect(slope.dtype).toBe("float64");
  });

  test("uses of the argument are told apart from uses of the same tensor as another argument or in the closure", () => {
    expect(grad((a) => a)(scalar(5)).item()).toBe(1);
    const z = scalar(3);
    expect(grad((a: Tensor, b: Tensor) => mul(square(a), b))(z, z).item()).toBe(18);
    expect(grad((a) => mul(a, z))(z).item()).toBe(3);
  });

  test("no gradient passes stopGradient, comparisons or integers", () => {
    expect(grad((a) => sum(mul(a, stopGradient(a))))(x)).toBeClose(x);
    expect(grad((a) => sum(mul(a, cast(cast(a, "int32"), "float64"))))(x)).toBeClose([1, 2, 3]);
  });
});

describe("valueAndGrad", () => {
  test("a variable that is also the result still belongs to its owner", () => {
    const w = scalar(7);
    const { value, grads } = valueAndGrad({ w }, () => w);
    value.dispose();
    expect(grads.w.item()).toBe(1);
    expect(w.item()).toBe(7);
  });

  test("returns the value and the gradients by name", () => {
    const w = tensor([[1, 2, 3]], float64);
    const { value, grads } = valueAndGrad({ w, x, unused: scalar(1) }, () => sum(matmul(w, x)));
    expect(value.item()).toBe(14);
    expect(grads.w).toBeClose([[1, 2, 3]]);
    expect(grads.x).toBeClose([1, 2, 3]);
    expect(grads.unused.item()).toBe(0);
  });

  test("accepts any object that holds a tensor as its value, such as a parameter", () => {
    const parameter = { value: x };
    expect(valueAndGrad({ parameter }, () => sum(square(parameter.value))).grads.parameter).toBeClose([
      2, 4, 6,
    ]);
  });

  test("two names for one tensor each get its gradient", () => {
    const { grads } = valueAndGrad({ a: x, b: x }, () => sum(square(x)));
    expect(grads.a).toBeClose(grads.b);
    expect(grads.a).toBeClose([2, 4, 6]);
  });

  test("tensors that the function disposes, itself or by a scope, still have gradients", () => {
    const { grads } = valueAndGrad({ x }, () => {
      const inner = scope(() => square(exp(x)));
      const total = sum(inner);
      inner.dispose();
      return total;
    });
    expect(grads.x).toBeClose([1, 2, 3].map((value) => 2 * Math.exp(2 * value)));
  });

  test("tensors that the function keeps outlive it", () => {
    let kept: Tensor | undefined;
    const { value, grads } = valueAndGrad({ x }, () => {
      kept = keep(square(x));
      return sum(kept);
    });
    expect(kept!.toArray()).toEqual([1, 4, 9]);
    for (const each of [kept!, value, grads.x]) each.dispose();
  });

  test("steps and errors free all memory", () => {
    expectNoLeak(() => {
      for (let i = 0; i < 50; i++) {
        const { value, grads } = valueAndGrad({ x }, () =>
          sum(
            tanh(
              mul(
                x,
                scope(() => exp(x)),
              ),
            ),
          ),
        );
        value.dispose();
        grads.x.dispose();
      }
    });
    expectNoLeak(() => expect(() => valueAndGrad({ x }, () => square(x))).toThrow(ShapeError));
    const failing = (): Tensor => {
      square(x);
      throw new Error("oops");
    };
    expectNoLeak(() => expect(() => valueAndGrad({ x }, failing)).toThrow("oops"));
    expectNoLeak(() => expect(() => grad((_: Tensor) => failing())(x)).toThrow("oops"));
  });
});

describe("vjp", () => {
  test("several cotangents can be pulled back", () => {
    const { value, pullback, dispose } = vjp((a, b) => mul(a!, b!), x, tensor([4, 5, 6], float64));
    expect(value).toBeClose([4, 10, 18]);
    expect(pullback(tensor([1, 0, 0], float64))[0]).toBeClose([4, 0, 0]);
    const [first, second] = pullback(tensor([0, 1, 2], float64));
    expect(first).toBeClose([0, 5, 12]);
    expect(second).toBeClose([0, 2, 6]);
    dispose();
  });

  test("dispose frees everything but the value, and is safe to call more than once", () => {
    expectNoLeak(() => {
      const { value, dispose } = vjp((a) => square(exp(a!)), x);
      dispose();
      dispose();
      expect(value).toBeClose([1, 2, 3].map((each) => Math.exp(2 * each)));
      value.dispose();
    });
    expect(grad((a) => sum(square(a)))(x)).toBeClose([2, 4, 6]);
  });

  test("a pullback of another shape, or after dispose, is an error", () => {
    const { pullback, dispose } = vjp((a) => square(a!), x);
    const text = "vjp: the cotangent has shape [2], the value [3]. Make them equal.";
    expect(() => pullback(tensor([1, 2], float64))).toThrow(new ShapeError(text));
    dispose();
    expect(() => pullback(x)).toThrow(
      new DisposedError(
        "vjp: pullback after dispose() or the end of the scope that vjp ran in. Call it before, or return it from the scope.",
      ),
    );
  });
});

describe("errors", () => {
  const advice =
    "the function returned a promise: what runs after its first await would escape. " +
    "Pass a synchronous function, and await before or after it.";
  // biome-ignore lint/suspicious/noExplicitAny: the compiler would refuse what these tests are about.
  const later: any = async () => scalar(1);

  test("a promise", () => {
    expect(() => valueAndGrad({ x }, later)).toThrow(new TypeError(`valueAndGrad: ${advice}`));
    expect(() => grad(later)(x)).toThrow(new TypeError(`grad: ${advice}`));
    expect(() => vjp(later, x)).toThrow(new TypeError(`vjp: ${advice}`));
  });

  test("a result that is not a scalar", () => {
    const text = (caller: string) =>
      `${caller}: the function must return a scalar: got shape [3]. Reduce it with sum or mean, or use vjp.`;
    expect(() => valueAndGrad({ x }, () => sin(x))).toThrow(new ShapeError(text("valueAndGrad")));
    expect(() => grad(sin)(x)).toThrow(new ShapeError(text("grad")));
  });

  test("integers, as variables or results", () => {
    const n = tensor([1, 2], { dtype: "int32" });
    const text = (caller: string) =>
      `${caller}: only floats have gradients: got int32. Cast it: cast(x, "float32").`;
    expect(() => valueAndGrad({ n }, () => sum(n))).toThrow(new DTypeError(text("valueAndGrad")));
    expect(() => vjp((a) => a!, n)).toThrow(new DTypeError(text("vjp")));
    expect(() => grad((a) => sum(add(cast(a, "int32"), n)))(scalar(1))).toThrow(new DTypeError(text("grad")));
  });
});
