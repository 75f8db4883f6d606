import { valueAndGrad } from "@cambium/autograd";
import {
  add,
  type Call,
  clip,
  DisposedError,
  type DType,
  DTypeError,
  div,
  type Expression,
  elementwise,
  elementwiseMany,
  exp,
  mul,
  neg,
  type Operand,
  pow,
  promote,
  ShapeError,
  sqrt,
  sub,
  sum,
  type Tensor,
  tensor,
  transpose,
  where,
  withRecorder,
  zeros,
} from "@cambium/tensor";
import { expectNoLeak, toBeClose } from "@cambium/testing";
import { describe, expect, test } from "vitest";

expect.extend({ toBeClose });

const types: readonly DType[] = ["bool", "int32", "float32", "float64"];

describe("element types", () => {
  test("two types are promoted to the wider one", () => {
    for (const [i, a] of types.entries()) {
      for (const [j, b] of types.entries()) {
        const wider = types[Math.max(i, j)]!;
        expect(promote(a, b)).toBe(wider);
        const counted = wider === "bool" ? "int32" : wider;
        expect(add(zeros([1], { dtype: a }), zeros([1], { dtype: b })).dtype).toBe(counted);
      }
    }
  });

  test("division and transcendental functions of ints are float32", () => {
    const n = tensor([1, 2], { dtype: "int32" });
    expect([div(n, n).dtype, exp(n).dtype, div(n, 2).toArray()]).toEqual(["float32", "float32", [0.5, 1]]);
  });

  test("a number next to ints is an int if it is whole, otherwise a float32", () => {
    const n = tensor([1, 2], { dtype: "int32" });
    expect([add(n, 1).dtype, add(n, 0.5).dtype, pow(n, 2).dtype]).toEqual(["int32", "float32", "int32"]);
    expect(add(n, 16777217).toArray()).toEqual([16777218, 16777219]);
    expect([where(n, 1, 0).dtype, where(n, 0.5, 1).dtype]).toEqual(["int32", "float32"]);
    expect(add(tensor([1], { dtype: "float64" }), 0.1).item()).toBe(1.1);
  });

  test("int32 arithmetic wraps", () => {
    const big = tensor([2147483647, -2147483648, 65537], { dtype: "int32" });
    expect(add(big, 1).toArray()).toEqual([-2147483648, -2147483647, 65538]);
    expect(mul(big, big).toArray()).toEqual([1, 0, 131073]);
    expect(neg(big).toArray()).toEqual([-2147483647, -2147483648, -65537]);
  });
});

describe("operands", () => {
  test("numbers on either side are passed at run time", () => {
    const x = tensor([1, 2]);
    const programs = new Set<unknown>();
    withRecorder({ record: ({ op }: Call) => programs.add(op) }, () => {
      expect(sub(x, 0.25).toArray()).toEqual([0.75, 1.75]);
      expect(sub(x, 0.75).toArray()).toEqual([0.25, 1.25]);
      expect(sub(10.5, x).toArray()).toEqual([9.5, 8.5]);
    });
    expect(programs.size).toBe(2);
  });

  test("shapes that do not broadcast", () => {
    const text =
      "add: shapes do not broadcast: [2, 3] and [2] differ at dimension -1, where sizes are 3 and 2. " +
      "Sizes must be equal or 1; reshape or expand one of them.";
    expect(() => add(zeros([2, 3]), zeros([2]))).toThrow(new ShapeError(text));
  });

  test("values that are not operands", () => {
    const text = (found: string) =>
      `add: expected tensors (and numbers beside at least one tensor): found ${found}. Make one with tensor(…).`;
    expect(() => add(1, 2)).toThrow(new TypeError(text("only numbers")));
    expect(() => add(zeros([1]), null as unknown as Operand)).toThrow(
      new TypeError(text("null as operand 1")),
    );
    expect(() => add("1" as unknown as Operand, zeros([1]))).toThrow(new TypeError(text('"1" as operand 0')));
    expect(() => neg(zeros([1], { dtype: "bool" }))).toThrow(
      new DTypeError("neg: a bool has no neg. Cast it to int32 first."),
    );
  });

  test("clip accepts infinite bounds, and returns the upper bound if they are in the wrong order", () => {
    const x = tensor([-5, 0, 5]);
    expect(clip(x, -1, Infinity).toArray()).toEqual([-1, 0, 5]);
    expect(clip(x, -Infinity, 1).toArray()).toEqual([-5, 0, 1]);
    expect(clip(x, -Infinity, Infinity).toArray()).toEqual([-5, 0, 5]);
    expect(clip(x, 3, 1).toArray()).toEqual([1, 1, 1]);
  });
});

describe("gradients read results instead of computing them again", () => {
  const functionsOf = (f: (x: Tensor) => Tensor): string[][] => {
    const x = tensor([0.5], { dtype: "float64" });
    const heard: string[][] = [];
    const record = ({ op }: Call): void => {
      if ("program" in op) {
        const { instructions } = op.program as { instructions: { op: string }[] };
        heard.push(instructions.map((instruction) => instruction.op).filter((name) => name !== "input"));
      }
    };
    withRecorder({ record }, () => valueAndGrad({ x }, () => sum(f(x))));
    return heard;
  };

  test("sqrt, exp", () => {
    expect(functionsOf(sqrt)).toEqual([["sqrt"], ["constant", "mul", "div"]]);
    expect(functionsOf(exp)).toEqual([["exp"], ["mul"]]);
  });

  test("the gradient of a sum is its cotangent and runs no kernel", () => {
    const y = tensor([2], { dtype: "float64" });
    expect(functionsOf((x) => add(x, y))).toEqual([["add"]]);
  });
});

const step = elementwiseMany("step", (s, parameter, velocity, gradient, rate) => {
  const next = s.add(s.mul(velocity, 0.5), gradient);
  return [s.sub(parameter, s.mul(rate, next)), next];
});

describe("several results", () => {
  const inputs = () => [tensor([1, 2]), tensor([4, 8]), tensor([10, 20])] as const;

  test("are computed in one pass, each with its gradient", () => {
    const [p, v, g] = inputs();
    const [parameter, velocity] = step(p, v, g, 0.1);
    expect(parameter).toBeClose([-0.2, -0.4]);
    expect(velocity).toBeClose([12, 24]);
    const { grads } = valueAndGrad({ p, v, g }, () =>
      sum(mul(step(p, v, g, 0.1)[0]!, step(p, v, g, 0.1)[1]!)),
    );
    expect(grads.p).toBeClose([12, 24]);
    expect(grads.v).toBeClose([0.5 * (-0.2 - 1.2), 0.5 * (-0.4 - 2.4)]);
    expect(grads.g).toBeClose([-0.2 - 1.2, -0.4 - 2.4]);
  });

  test("reuse the memory of inputs that nothing else uses", () => {
    const [p, v, g] = inputs();
    const [parameterMemory, velocityMemory] = [p.view.storage, v.view.storage];
    const [parameter, velocity] = step.consuming([p, v, g, 0.1], [0, 1]);
    expect(parameter!.view.storage).toBe(parameterMemory);
    expect(velocity!.view.storage).toBe(velocityMemory);
    expect(parameter).toBeClose([-0.2, -0.4]);
    expect([p.disposed, v.disposed, g.disposed]).toEqual([true, true, false]);
    expect(() => add(p, 1)).toThrow(DisposedError);
  });

  test("do not reuse memory that a view or a recorder still uses", () => {
    const [p, v, g] = inputs();
    const seen = transpose(p, 0, 0);
    const [parameter] = step.consuming([p, v, g, 0.1], [0, 1]);
    expect(parameter).toBeClose([-0.2, -0.4]);
    expect(seen.toArray()).toEqual([1, 2]);
    const [p2, v2, g2] = inputs();
    const { grads } = valueAndGrad({ p2, g2 }, () => {
      const squared = mul(p2, p2);
      const [updated] = step.consuming([squared, v2, g2, 0.1], [0, 1]);
      return sum(updated!);
    });
    expect(grads.p2).toBeClose([2, 4]);
  });

  test("use new memory for another type or a broadcast shape", () => {
    const f = elementwiseMany("f", (s, x, y) => [s.add(x, y)]);
    const n = tensor([1, 2], { dtype: "int32" });
    const [sumOfBoth] = f.consuming([n, tensor([0.5, 0.5])], [0]);
    expect([sumOfBoth!.dtype, sumOfBoth!.toArray(), n.disposed]).toEqual(["float32", [1.5, 2.5], true]);
    const [wide] = f.consuming([tensor([1]), tensor([1, 2, 3])], [0]);
    expect(wide!.toArray()).toEqual([2, 3, 4]);
  });

  test("leave no tensors behind", () => {
    const g = tensor([10, 20]);
    expectNoLeak(() => {
      let state: readonly Tensor[] = [tensor([1, 2]), tensor([0, 0])];
      for (let i = 0; i < 20; i++) state = step.consuming([state[0]!, state[1]!, g, 0.1], [0, 1]);
      for (const x of state) x.dispose();
    });
  });
});

test.each([undefined, 2, null])(
  "a formula that returns %s instead of an expression is an error",
  (result) => {
    const message = `bad: its formula gave ${result}. Return an expression; s.constant makes one of a number.`;
    const gives = <T>(value: unknown) => value as T;
    const formulas = [
      elementwise("bad", () => gives(result)),
      elementwiseMany("bad", () => gives(result)),
      elementwiseMany("bad", (_, x: Expression) => [x, gives(result)]),
    ];
    for (const formula of formulas) expect(() => formula(tensor([1]))).toThrow(new TypeError(message));
  },
);

test("a formula of many operands", () => {
  const mix = elementwise("mix", (s, a, b, c, d) => s.add(s.mul(a, b), s.mul(c, d)));
  expect(mix(tensor([1, 2]), 3, tensor([[4], [5]]), 0.5).toArray()).toEqual([
    [5, 8],
    [5.5, 8.5],
  ]);
});
