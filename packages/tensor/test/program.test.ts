import { type Expression, Program, Scalars } from "@cambium/tensor";
import { describe, expect, test } from "vitest";

function fresh(): { s: Scalars; x: Expression; y: Expression; n: Expression; b: Expression } {
  const s = new Scalars();
  return { s, x: s.input("float"), y: s.input("float"), n: s.input("int"), b: s.input("bool") };
}

describe("expressions", () => {
  test("equal ones are the same object", () => {
    const { s, x, y } = fresh();
    expect(s.tanh(s.mul(x, y))).toBe(s.tanh(s.mul(x, y)));
    expect(s.constant(0)).not.toBe(s.constant(-0));
    expect(s.constant(1, "int")).not.toBe(s.constant(1, "float"));
  });

  test("kinds follow the arguments", () => {
    const { s, x, n, b } = fresh();
    const kinds = [s.add(n, n), s.add(n, x), s.add(b, b), s.add(n, 1), s.add(n, 0.5), s.div(n, n), s.exp(b)];
    expect(kinds.map(({ kind }) => kind)).toEqual(["int", "float", "int", "int", "float", "float", "float"]);
    expect([s.lt(n, x), s.neg(n), s.select(b, n, x), s.select(n, 1, 2)].map(({ kind }) => kind)).toEqual([
      "bool",
      "int",
      "float",
      "int",
    ]);
    expect(() => s.neg(b)).toThrow("neg: a bool has no neg. Cast it to int32 first.");
  });
});

describe("simplification", () => {
  const same: [what: string, of: (f: ReturnType<typeof fresh>) => readonly [Expression, Expression]][] = [
    ["x + 0", ({ s, x }) => [s.add(x, 0), x]],
    ["0 + x", ({ s, x }) => [s.add(0, x), x]],
    ["x − 0", ({ s, x }) => [s.sub(x, 0), x]],
    ["0 − x", ({ s, x }) => [s.sub(0, x), s.neg(x)]],
    ["x·1", ({ s, x }) => [s.mul(x, 1), x]],
    ["x·0", ({ s, x }) => [s.mul(x, 0), s.constant(0)]],
    ["x·(−1)", ({ s, x }) => [s.mul(x, -1), s.neg(x)]],
    ["x/1", ({ s, x }) => [s.div(x, 1), x]],
    ["0/x", ({ s, x }) => [s.div(0, x), s.constant(0)]],
    ["−(−x)", ({ s, x }) => [s.neg(s.neg(x)), x]],
    ["x¹", ({ s, x }) => [s.pow(x, 1), x]],
    ["x²", ({ s, x }) => [s.pow(x, 2), s.mul(x, x)]],
    ["√", ({ s, x }) => [s.pow(x, 0.5), s.sqrt(x)]],
    ["a choice between equals", ({ s, x, b }) => [s.select(b, x, x), x]],
    ["a choice that is made", ({ s, x, y }) => [s.select(s.constant(0, "bool"), x, y), y]],
    ["constants", ({ s }) => [s.exp(s.mul(2, s.add(1, 0.5))), s.constant(Math.exp(3))]],
    [
      "a power of ints, which wraps",
      ({ s }) => [s.pow(s.constant(3, "int"), 41), s.constant(Number(BigInt.asIntN(32, 3n ** 41n)), "int")],
    ],
    ["a cast to the same kind", ({ s, x }) => [s.cast(x, "float"), x]],
  ];
  test.each(same)("%s", (_, of) => {
    const [got, wanted] = of(fresh());
    expect(got).toBe(wanted);
  });
});

describe("Program", () => {
  test("computes shared parts once and omits unused parts", () => {
    const { s, x, y } = fresh();
    const shared = s.exp(x);
    s.sin(y);
    const { instructions } = new Program([s.mul(shared, shared), s.add(shared, y)], [x, y]);
    expect(instructions.map(({ op }) => op)).toEqual(["input", "exp", "mul", "input", "add"]);
  });

  test("reads an expression that is passed as an input instead of computing it", () => {
    const { s, x } = fresh();
    const power = s.exp(x);
    const { instructions, inputCount } = new Program([s.mul(power, 2)], [power]);
    expect(instructions.map(({ op }) => op)).toEqual(["input", "constant", "mul"]);
    expect(inputCount).toBe(1);
  });

  test("equal programs have equal keys, different programs do not", () => {
    const key = (formula: (f: ReturnType<typeof fresh>) => Expression): string => {
      const all = fresh();
      all.s.sin(all.y);
      return new Program([formula(all)], [all.x, all.y, all.n]).key;
    };
    expect(key(({ s, x, y }) => s.add(x, y))).toBe(key(({ s, x, y }) => s.add(x, y)));
    const keys = [
      key(({ s, x, y }) => s.add(x, y)),
      key(({ s, x, y }) => s.add(y, x)),
      key(({ s, x, n }) => s.add(x, n)),
      key(({ s, x }) => s.mul(x, 3)),
      key(({ s, x }) => s.mul(x, 4)),
      key(({ s, x }) => s.div(x, s.constant(-0))),
      key(({ s, x }) => s.div(x, s.constant(0))),
      key(({ s, x }) => s.mul(x, s.runtimeScalar("float"))),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("keeps the kinds of several outputs", () => {
    const { s, x, n } = fresh();
    expect(new Program([s.exp(x), s.add(n, 1), s.lt(x, 0)], [x, n]).outputKinds).toEqual([
      "float",
      "int",
      "bool",
    ]);
  });
});
