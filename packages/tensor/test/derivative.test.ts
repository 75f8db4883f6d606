import { grad } from "@cambium/autograd";
import {
  cast,
  type Expression,
  elementwise,
  type FloatFunction,
  type Scalars,
  sum,
  type Tensor,
  tensor,
} from "@cambium/tensor";
import { checkGradient, toBeClose } from "@cambium/testing";
import { describe, expect, test } from "vitest";

expect.extend({ toBeClose });

const float64 = { dtype: "float64" } as const;
const gradient = (f: (x: Tensor) => Tensor) => grad((x: Tensor) => sum(f(x)));

/** Checks first and second order at points away from kinks. */
function check(formula: (s: Scalars, ...x: Expression[]) => Expression, ...points: number[][]): void {
  const f = elementwise("f", formula) as (...x: Tensor[]) => Tensor;
  const inputs = points.map((values) => tensor(values, float64));
  checkGradient(f, inputs);
  checkGradient(f, inputs, { order: 2 });
}

describe("the derivative of every scalar function", () => {
  const anywhere = [-1.3, -0.4, 0.3, 1.7];
  const positive = [0.2, 0.7, 1.1, 2.5];
  const domains: [FloatFunction, number[]][] = [
    ["exp", anywhere],
    ["log", positive],
    ["log1p", positive],
    ["expm1", anywhere],
    ["sqrt", positive],
    ["rsqrt", positive],
    ["tanh", anywhere],
    ["sigmoid", anywhere],
    ["erf", anywhere],
    ["erfc", anywhere],
    ["sin", anywhere],
    ["cos", anywhere],
  ];
  test.each(domains)("%s", (name, points) => {
    check((s, x) => s[name](x!), points);
  });

  test.each(["neg", "abs", "sign", "floor", "ceil", "round"] as const)("%s", (name) => {
    check((s, x) => s.mul(x!, s[name](x!)), anywhere);
  });

  test.each(["add", "sub", "mul", "div", "pow", "min", "max"] as const)("%s", (name) => {
    check((s, a, b) => s[name](a!, b!), positive, [1.2, 0.4, 2.5, 0.3]);
  });

  test.each(["eq", "ne", "lt", "le", "gt", "ge"] as const)("select by %s", (name) => {
    check((s, a, b) => s.select(s[name](a!, b!), s.mul(a!, b!), s.sin(a!)), positive, [1.2, 0.4, 2.5, 0.3]);
  });

  test("softplus, relu and square", () => {
    check((s, x) => s.mul(s.softplus(x!), s.add(s.relu(x!), s.square(x!))), anywhere);
  });

  test("pow of a negative base, and with a base or exponent of zero", () => {
    const cube = elementwise("cube", (s, x) => s.pow(x, 3));
    expect(gradient(cube)(tensor([-2, 0, 2], float64))).toBeClose([12, 0, 12]);
    const power = elementwise("power", (s, x, y) => s.pow(x, y));
    const [x, y] = [tensor([0, 2, 0], float64), tensor([2, 0, 0], float64)];
    expect(grad((a: Tensor, b: Tensor) => sum(power(a, b)))(x, y)).toBeClose([0, 0, 0]);
    expect(grad((a: Tensor, b: Tensor) => sum(power(a, b)), 1)(x, y)).toBeClose([0, Math.log(2), 0]);
  });
});

describe("a branch that is not selected", () => {
  test("does not reach the gradient, even if it is infinite or NaN there", () => {
    const guarded = elementwise("guarded", (s, x) => s.select(s.gt(x, 0), s.log(x), s.exp(x)));
    expect(gradient(guarded)(tensor([-1, 0, 2], float64))).toBeClose([Math.exp(-1), 1, 0.5]);
    const root = elementwise("root", (s, x) => s.select(s.le(x, 0), 0, s.sqrt(x)));
    const slope = gradient(root);
    expect(slope(tensor([-4, 0, 4], float64))).toBeClose([0, 0, 0.25]);
    expect(gradient(slope)(tensor([-4, 0, 4], float64))).toBeClose([0, 0, -1 / 32]);
  });
});

describe("a derivative that the formula states", () => {
  test("replaces the derived one and is differentiated in turn", () => {
    const odd = elementwise("odd", (s, x) => s.derived(s.floor(x), [[x, s.mul(3, s.square(x))]]));
    const x = tensor([1.5, -2.5], float64);
    expect(odd(x).toArray()).toEqual([1, -3]);
    expect(gradient(odd)(x)).toBeClose([6.75, 18.75]);
    expect(gradient(gradient(odd))(x)).toBeClose([9, -15]);
  });

  test("applies to its expression inside of other expressions", () => {
    const chained = elementwise("chained", (s, x) => {
      const half = s.mul(x, 0.5);
      return s.square(s.derived(s.exp(half), [[half, s.constant(7)]]));
    });
    const at = 0.6;
    expect(gradient(chained)(tensor([at], float64))).toBeClose([2 * Math.exp(at / 2) * 7 * 0.5]);
  });

  test("softplus keeps its precision far from 0", () => {
    const softplus = elementwise("softplus", (s, x) => s.softplus(x));
    const x = tensor([-800, -40, 0, 40, 800], float64);
    expect(softplus(x)).toBeClose([0, Math.exp(-40), Math.LN2, 40, 800], { rtol: 1e-12, atol: 0 });
    expect(gradient(softplus)(x)).toBeClose([0, Math.exp(-40), 0.5, 1, 1], { rtol: 1e-12, atol: 0 });
  });
});

test("gradients have the type of their inputs", () => {
  const product = elementwise("product", (s, a, b) => s.mul(a, b));
  const [a, b] = [tensor([1, 2]), tensor([3, 4], float64)];
  expect(product(a, b).dtype).toBe("float64");
  expect(grad((x: Tensor) => sum(product(x, b)))(a).dtype).toBe("float32");
  expect(gradient((x) => cast(x, "float32"))(b).dtype).toBe("float64");
});
