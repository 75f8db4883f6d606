import {
  BackendError,
  type DType,
  type Expression,
  evaluate,
  evaluateInt,
  type Kind,
  Program,
  Rng,
  type ScalarFunction,
  Scalars,
  sizeOf,
  type View,
} from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { describe, expect, test } from "vitest";
import {
  allDTypes,
  asCast,
  asStored,
  elementsOf,
  firstDifference,
  memoryOf,
  outputView,
  pick,
  randomNumber,
  randomShape,
  randomView,
  viewOf,
} from "./cases.ts";

const kindOf: Record<DType, Kind> = { float32: "float", float64: "float", int32: "int", bool: "bool" };

const input = (s: Scalars, index: number, kind: Kind) => s.graph.node("input", kind, [], index);
const scalar = (s: Scalars, index: number, kind: Kind) => s.graph.node("scalar", kind, [], index);

const unary = [
  "exp",
  "log",
  "log1p",
  "expm1",
  "sqrt",
  "rsqrt",
  "tanh",
  "sigmoid",
  "erf",
  "erfc",
  "sin",
  "cos",
] as const;
const keeping = ["neg", "abs", "sign", "floor", "ceil", "round"] as const;
const arithmetic = ["add", "sub", "mul", "div", "truncDivide", "fmod", "pow", "min", "max"] as const;
const comparisons = ["eq", "ne", "lt", "le", "gt", "ge"] as const;

/** Adds a random expression over the ones in `pool` to it. */
function grow(s: Scalars, rng: Rng, pool: Expression[]): void {
  const x = pick(rng, pool);
  const y = rng.int(4) === 0 ? pick(rng, [0.1, 2, -1, 0.5]) : pick(rng, pool);
  const choice = rng.int(6);
  if (choice === 0) pool.push(s[pick(rng, unary)](x));
  else if (choice === 1) pool.push(s[pick(rng, keeping)](x.kind === "bool" ? s.cast(x, "int") : x));
  else if (choice === 2) pool.push(s[pick(rng, comparisons)](x, y));
  else if (choice === 3) pool.push(s.select(pick(rng, pool), x, y));
  else if (choice === 4) pool.push(s.cast(x, pick<Kind>(rng, ["float", "int", "bool"])));
  else pool.push(s[pick(rng, arithmetic)](x, y));
}

/** Results of a program at one position, by the meaning of each function. */
function interpret(program: Program, inputs: number[], scalars: number[], wide: boolean): number[] {
  const values: number[] = [];
  for (const { op, kind, arguments: args, value } of program.instructions) {
    const round = (x: number) => (wide || kind !== "float" ? x : Math.fround(x));
    const [a = 0, b = 0, c = 0] = args.map((argument) => values[argument]!);
    if (op === "input") values.push(inputs[value]!);
    else if (op === "scalar") values.push(round(scalars[value]!));
    else if (op === "constant") values.push(round(value));
    else if (op === "cast") values.push(converted(a, program.instructions[args[0]!]!.kind, kind, wide));
    else values.push(compute(op, kind, a, b, c, wide));
  }
  return program.outputs.map((output) => values[output]!);
}

function converted(value: number, from: Kind, to: Kind, wide: boolean): number {
  if (to !== "float") return asCast(value, to === "int" ? "int32" : "bool");
  return from === "int" && !wide ? Math.fround(value) : value;
}

function compute(
  op: Exclude<ScalarFunction, "cast">,
  kind: Kind,
  a: number,
  b: number,
  c: number,
  wide: boolean,
): number {
  if (kind === "int") return (evaluateInt[op] ?? evaluate[op])(a, b, c);
  return op === "truncDivide" && !wide ? Math.trunc(Math.fround(a / b)) : evaluate[op](a, b, c);
}

function dtypeFor(kind: Kind, float: DType): DType {
  return kind === "float" ? float : kind === "int" ? "int32" : "bool";
}

describe("map", () => {
  test("random programs on random views", () => {
    const rng = new Rng(1);
    for (let round = 0; round < 400; round++) {
      const shape = rng.int(10) === 0 ? [3, 300] : randomShape(rng, rng.int(4));
      const float = pick<DType>(rng, ["float32", "float64"]);
      const dtypes = Array.from({ length: 1 + rng.int(3) }, () =>
        pick(rng, [float, "int32", "bool"] as DType[]),
      );
      const s = new Scalars();
      const pool = dtypes.map((dtype, i) => input(s, i, kindOf[dtype]));
      pool.push(scalar(s, 0, "float"));
      for (let i = rng.int(12); i >= 0; i--) grow(s, rng, pool);
      const results = Array.from({ length: 1 + rng.int(3) }, () => pool.at(-1 - rng.int(pool.length))!);
      const program = new Program(results, pool.slice(0, dtypes.length));
      const inputs = dtypes.map((dtype) => randomView(rng, shape, dtype));
      const outputs = results.map(({ kind }) => outputView(rng, shape, dtypeFor(kind, float)));
      const scalars = [rng.normal()];
      referenceBackend.map(program, inputs, scalars, outputs);
      const wide = [...inputs, ...outputs].some(({ dtype }) => dtype === "float64");
      const values = inputs.map(elementsOf);
      const expected = Array.from({ length: sizeOf(shape) }, (_, i) =>
        interpret(
          program,
          values.map((list) => list[i]!),
          scalars,
          wide,
        ),
      );
      outputs.forEach((output, k) => {
        const want = expected.map((row) => asStored(row[k]!, output.dtype));
        expect(firstDifference(elementsOf(output), want), program.key).toBe(-1);
      });
    }
  });

  test("each place reads its inputs before its outputs are written over them", () => {
    const s = new Scalars();
    const [a, b] = [input(s, 0, "float"), input(s, 1, "float")];
    const swap = new Program([b, s.add(a, b)], [a, b]);
    const x = viewOf(
      Array.from({ length: 1000 }, (_, i) => i),
      [1000],
      "float32",
    );
    const y = viewOf(
      Array.from({ length: 1000 }, (_, i) => 2 * i),
      [1000],
      "float32",
    );
    referenceBackend.map(swap, [x, y], [], [x, y]);
    expect(elementsOf(x)).toEqual(Array.from({ length: 1000 }, (_, i) => 2 * i));
    expect(elementsOf(y)).toEqual(Array.from({ length: 1000 }, (_, i) => 3 * i));
  });

  test("nothing beside the output is written", () => {
    const s = new Scalars();
    const a = input(s, 0, "float");
    const program = new Program([s.add(a, 1)], [a]);
    const x = viewOf([1, 2, 3, 4, 5, 6], [6], "float32");
    const middle: View = { ...x, shape: [2], strides: [1], offset: 2 };
    referenceBackend.map(program, [middle], [], [middle]);
    expect(Array.from(memoryOf(x))).toEqual([1, 2, 4, 5, 5, 6]);
  });

  test("int32 wraps, and division of ints is a float", () => {
    const s = new Scalars();
    const [a, b] = [input(s, 0, "int"), input(s, 1, "int")];
    const program = new Program([s.add(a, b), s.mul(a, b), s.neg(a), s.abs(a), s.div(a, b)], [a, b]);
    const x = viewOf([0x7fffffff, -0x80000000, 7], [3], "int32");
    const y = viewOf([1, -1, 2], [3], "int32");
    const outputs = program.outputKinds.map((kind) => viewOf([9, 9, 9], [3], dtypeFor(kind, "float32")));
    referenceBackend.map(program, [x, y], [], outputs);
    const [sum, product, negative, magnitude, quotient] = outputs.map(elementsOf);
    expect(sum).toEqual([-0x80000000, 0x7fffffff, 9]);
    expect(product).toEqual([0x7fffffff, -0x80000000, 14]);
    expect(negative).toEqual([-0x7fffffff, -0x80000000, -7]);
    expect(magnitude).toEqual([0x7fffffff, -0x80000000, 7]);
    expect(quotient).toEqual([0x80000000, 0x80000000, 3.5]);
  });

  test("the same program serves float32 and float64 in turn, with other scalars each time", () => {
    const s = new Scalars();
    const x = input(s, 0, "float");
    const program = new Program([s.add(s.mul(x, 0.1), scalar(s, 0, "float"))], [x]);
    for (const [dtype, scalar] of [
      ["float32", 0.3],
      ["float64", 0.3],
      ["float64", 0.7],
      ["float32", 0.7],
    ] as const) {
      const out = viewOf([0], [1], dtype);
      referenceBackend.map(program, [viewOf([3], [1], dtype)], [scalar], [out]);
      const round = (value: number) => (dtype === "float32" ? Math.fround(value) : value);
      expect(elementsOf(out)).toEqual([round(3 * round(0.1) + round(scalar))]);
    }
  });

  test("a float32 0.1 equals the constant 0.1", () => {
    const s = new Scalars();
    const a = input(s, 0, "float");
    const program = new Program([s.eq(a, 0.1)], [a]);
    for (const dtype of ["float32", "float64"] as const) {
      const out = viewOf([0], [1], "bool");
      referenceBackend.map(program, [viewOf([0.1], [1], dtype)], [], [out]);
      expect(elementsOf(out)).toEqual([1]);
    }
  });

  test("casts between all types", () => {
    const rng = new Rng(2);
    for (const from of allDTypes) {
      for (const to of allDTypes) {
        const s = new Scalars();
        const a = input(s, 0, kindOf[from]);
        const program = new Program([s.cast(a, kindOf[to])], [a]);
        const x = randomView(rng, [40], from, { number: (rng) => randomNumber(rng, from, true) });
        const out = outputView(rng, [40], to);
        referenceBackend.map(program, [x], [], [out]);
        expect(elementsOf(out)).toEqual(elementsOf(x).map((value) => asCast(value, to)));
      }
    }
  });

  test("a program that holds more values at once than there is room for says so", () => {
    const s = new Scalars();
    const inputs = Array.from({ length: 8193 }, (_, i) => input(s, i, "float"));
    const views = inputs.map(() => viewOf([0], [1], "float32"));
    const text = "reference: program too large: 8193 values.";
    expect(() => referenceBackend.map(new Program(inputs, inputs), views, [], views)).toThrow(
      new BackendError(text),
    );
  });
});
