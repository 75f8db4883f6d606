import { type Backend, type DType, type Expression, type Kind, Program, Rng, Scalars } from "@cambium/tensor";
import { expect, test } from "vitest";
import { denseView, resultView, take } from "./dense-view.ts";
import { arrayOf, type HostView, randomShape, randomView } from "./host-view.ts";
import { checkCall } from "./kernel-call.ts";

const kindOf: Readonly<Record<DType, Kind>> = {
  float32: "float",
  float64: "float",
  int32: "int",
  bool: "bool",
};

function pick<T>(rng: Rng, list: readonly T[]): T {
  return list[rng.int(list.length)]!;
}

/** Limits numbers so that every operation on integers is exact in float32. */
function bounded(s: Scalars, x: Expression): Expression {
  return s.min(s.max(x, -60), 60);
}

/** Adds a random expression to `pool`. For integers its value is an integer. */
function grow(s: Scalars, rng: Rng, pool: Expression[]): void {
  const [x, y] = [pick(rng, pool), rng.int(4) === 0 ? rng.int(5) - 2 : pick(rng, pool)];
  const choices: (() => Expression)[] = [
    () => bounded(s, s[pick(rng, ["add", "sub", "mul", "min", "max"] as const)](x, y)),
    () => s[pick(rng, ["eq", "ne", "lt", "le", "gt", "ge"] as const)](x, y),
    () => s[pick(rng, ["neg", "abs", "sign", "floor", "ceil", "round"] as const)](s.add(x, 0.0)),
    () => s.select(pick(rng, pool), x, y),
    () => s.cast(x, pick(rng, ["float", "int", "bool"] as const)),
  ];
  const choice = choices[rng.int(choices.length)]!;
  pool.push(choice());
}

function dtypeOf(kind: Kind, float: DType): DType {
  return kind === "float" ? float : kind === "int" ? "int32" : "bool";
}

const whole = (dtype: DType) => (rng: Rng) => (dtype === "bool" ? rng.int(2) : rng.int(9) - 4);

/** Checks a random program on random views of integers, for which every backend gives the same results. */
async function checkRandomProgram(backend: Backend, rng: Rng): Promise<void> {
  const float = pick(
    rng,
    (["float32", "float64"] as const).filter((dtype) => backend.dtypes.has(dtype)),
  );
  const shape = rng.int(8) === 0 ? [3, 300] : randomShape(rng, rng.int(4));
  const dtypes = Array.from({ length: 1 + rng.int(3) }, () => pick<DType>(rng, [float, "int32", "bool"]));
  const s = new Scalars();
  const inputs = dtypes.map((dtype) => s.input(kindOf[dtype]));
  const pool = [...inputs, s.runtimeScalar("float"), s.runtimeScalar("int")];
  for (let i = rng.int(10); i >= 0; i--) grow(s, rng, pool);
  const results = Array.from({ length: 1 + rng.int(3) }, () => pool.at(-1 - rng.int(pool.length))!);
  const program = new Program(results, inputs);
  await checkCall(`map ${program.key}`, backend, {
    inputs: dtypes.map((dtype) => randomView(rng, shape, dtype, "repeats", whole(dtype))),
    outputs: results.map(({ kind }) => randomView(rng, shape, dtypeOf(kind, float), "dense")),
    run: (on, from, to) => on.map(program, from, [3, -2], to),
  });
}

/** Tests of `map` beyond single functions: strides, scalars, several results, results that overwrite inputs. */
export function describePrograms(backend: () => Backend): void {
  test("map: random programs on views of any strides", async () => {
    const rng = new Rng(11);
    for (let round = 0; round < 150; round++) await checkRandomProgram(backend(), rng);
  });

  test("map: a result may be written over an input, even if another result still needs it", async () => {
    const s = new Scalars();
    const [a, b] = [s.input("float"), s.input("float")];
    const program = new Program([s.sub(a, b), s.add(a, b)], [a, b]);
    const count = 1000;
    const values = Array.from({ length: count }, (_, i) => i);
    const [x, y] = [
      denseView(backend(), "float32", values),
      denseView(backend(), "float32", values.toReversed()),
    ];
    backend().map(program, [x, y], [], [y, x]);
    expect([...(await take(backend(), x))]).toEqual(values.map(() => count - 1));
    expect([...(await take(backend(), y))]).toEqual(values.map((i) => 2 * i - (count - 1)));
  });

  test("map: constants and scalars are rounded to float32, ints are exact", async () => {
    const s = new Scalars();
    const program = new Program([s.mul(s.runtimeScalar("float"), 3), s.add(s.runtimeScalar("int"), 1)], []);
    const outputs = [resultView(backend(), "float32", 3), resultView(backend(), "int32", 3)];
    backend().map(program, [], [0.1, 2147483647], outputs);
    const [float, int] = await Promise.all(outputs.map((view) => take(backend(), view)));
    const wanted = arrayOf("float32", [0.3])[0]!;
    for (const value of float!) expect(Math.abs(value - wanted)).toBeLessThan(1e-7);
    expect([...int!]).toEqual([-2147483648, -2147483648, -2147483648]);
  });

  test("map: casts are those of copy: NaN is true and 0, and ints are limited", async () => {
    const s = new Scalars();
    const x = s.input("float");
    const program = new Program([s.cast(x, "bool"), s.cast(x, "int"), s.select(x, 7, 8)], [x]);
    const input = denseView(backend(), "float32", [Number.NaN, 0, -0, -1.5, Infinity, -3e9]);
    const outputs = (["bool", "int32", "int32"] as const).map((dtype) => resultView(backend(), dtype, 6));
    backend().map(program, [input], [], outputs);
    const [bools, ints, chosen] = await Promise.all(outputs.map((view) => take(backend(), view)));
    expect([...bools!]).toEqual([1, 0, 0, 1, 1, 1]);
    expect([...ints!]).toEqual([0, 0, 0, -1, 2147483647, -2147483648]);
    expect([...chosen!]).toEqual([7, 8, 8, 7, 7, 7]);
    backend().free(input.storage);
  });

  test("map: nothing is written for shapes without elements", async () => {
    const s = new Scalars();
    const x = s.input("float");
    const empty = (view: HostView): HostView => ({ ...view, shape: [0, 3], strides: [3, 1] });
    await checkCall("map", backend(), {
      inputs: [empty(randomView(new Rng(1), [3], "float32", "dense"))],
      outputs: [empty(randomView(new Rng(2), [3], "float32", "dense"))],
      run: (on, from, to) => on.map(new Program([s.exp(x)], [x]), from, [], to),
    });
  });
}
