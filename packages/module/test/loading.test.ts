import { Buffer, loadStateDict, Param, stateDict } from "@cambium/module";
import { type DType, memory, ones, zeros } from "@cambium/tensor";
import { describe, expect, test } from "vitest";

/** Elements of a buffer [n] of a type after loading `data` without a dtype. */
function loaded(dtype: DType, data: ArrayLike<number | bigint | boolean>): number[] {
  const model = { a: new Buffer(zeros([data.length], { dtype })) };
  loadStateDict(model, { a: { shape: [data.length], data } });
  return Array.from(model.a.value.dataSync());
}

describe("a state without dtypes, as of a .npz file,", () => {
  test.each<[string, DType, ArrayLike<number | bigint | boolean>, number[]]>([
    ["float32 as it is", "float32", Float32Array.of(0.5, Number.NaN, -0), [0.5, Number.NaN, -0]],
    ["float64 rounded to float32", "float32", Float64Array.of(0.1), [Math.fround(0.1)]],
    ["float32 to float64", "float64", Float32Array.of(0.1), [Math.fround(0.1)]],
    ["whole float64 numbers to int32, which int64 is read as", "int32", Float64Array.of(3, -7), [3, -7]],
    ["bytes to int32", "int32", Uint8Array.of(200), [200]],
    ["bytes to float32", "float32", Uint8Array.of(200), [200]],
    ["bytes to bool", "bool", Uint8Array.of(1, 0), [1, 0]],
    ["int32 to float32", "float32", Int32Array.of(2 ** 24), [2 ** 24]],
    ["int64 to int32", "int32", BigInt64Array.of(5n), [5]],
    ["plain numbers to float32", "float32", [0.1, 2], [Math.fround(0.1), 2]],
    ["plain booleans to bool", "bool", [true, false], [1, 0]],
  ])("loads %s", (_, dtype, data, wanted) => {
    expect(loaded(dtype, data)).toEqual(wanted);
  });

  test.each<[string, DType, ArrayLike<number>, string]>([
    [
      "a fraction for int32",
      "int32",
      Float32Array.of(1, 0.5),
      "a is int32 here, which does not hold the element 0.5",
    ],
    ["NaN for int32", "int32", Float64Array.of(Number.NaN), "does not hold the element NaN"],
    ["a number beyond int32", "int32", Float64Array.of(3e9), "does not hold the element 3000000000"],
    ["2 for bool", "bool", Int32Array.of(256), "a is bool here, which does not hold the element 256"],
    [
      "an integer that float32 rounds",
      "float32",
      Int32Array.of(2 ** 24 + 1),
      "does not hold the element 16777217",
    ],
  ])("refuses %s", (_, dtype, data, text) => {
    expect(() => loaded(dtype, data)).toThrow(text);
  });
});

test.each<[string, unknown, string]>([
  [
    "a bare typed array",
    Float32Array.of(1, 2),
    "a is a bare Float32Array without a shape: pass { shape: [2], data }",
  ],
  ["a bare array", [1, 2], "a is a bare Array without a shape: pass { shape: [2], data }"],
  ["nothing", null, "a has no shape: pass { shape: [2], data }"],
  ["a tensor", ones([2]), "a is a tensor: pass what await stateDict(model) returned"],
])("%s in a state is named", (_, value, text) => {
  expect(() => loadStateDict({ a: new Param(zeros([2])) }, { a: value as never })).toThrow(
    `loadStateDict: the state does not fit: ${text}. Nothing was changed.`,
  );
});

test("a bare typed array is not a state", () => {
  expect(() => loadStateDict({ a: new Param(zeros([2])) }, Float32Array.of(1, 2) as never)).toThrow(
    "loadStateDict: expected a state, tensors by name: got an instance of Float32Array.",
  );
});

describe("tied weights", () => {
  const entry = (...data: number[]) => ({ shape: [data.length], data: Float32Array.from(data) });
  const makeModel = () => {
    const tied = new Param(zeros([2]));
    const block = { scale: new Param(zeros([1])) };
    return {
      embed: { weight: tied },
      proj: { weight: tied },
      blocks: [block, block],
      parent: undefined as unknown,
    };
  };

  test.each([true, false])("load under any of their names, strict: %s", (strict) => {
    const model = makeModel();
    model.parent = model;
    const state = { "proj.weight": entry(1, 2), "blocks.1.scale": entry(3) };
    expect(loadStateDict(model, state, { strict })).toEqual({ missing: [], unexpected: [] });
    expect(model.embed.weight.value.toArray()).toEqual([1, 2]);
    expect(model.blocks[0]!.scale.value.toArray()).toEqual([3]);
  });

  test("load under several names with the same bits", () => {
    const model = makeModel();
    const tied = entry(Number.NaN, -0);
    const state = {
      "embed.weight": tied,
      "proj.weight": entry(Number.NaN, -0),
      "blocks.0.scale": entry(1),
      "blocks.1.scale": entry(1),
    };
    loadStateDict(model, state);
    expect(model.proj.weight.value.toArray()).toEqual([Number.NaN, -0]);
  });

  test.each([true, false])("are refused with different values, strict: %s", (strict) => {
    const model = makeModel();
    const state = { "embed.weight": entry(1, 0), "proj.weight": entry(1, -0), "blocks.0.scale": entry(1) };
    expect(() => loadStateDict(model, state, { strict })).toThrow(
      "embed.weight and proj.weight are one tensor here and have different values in the state",
    );
    expect(model.embed.weight.value.toArray()).toEqual([0, 0]);
  });

  test("are named together where they are missing or do not fit", () => {
    expect(() => loadStateDict(makeModel(), {})).toThrow(
      "missing: embed.weight (shared with proj.weight), blocks.0.scale (shared with blocks.1.scale).",
    );
    expect(() => loadStateDict(makeModel(), { "proj.weight": entry(1) }, { strict: false })).toThrow(
      "embed.weight (shared with proj.weight) is [2] float32 here and [1] float32 in the state",
    );
  });

  test("within shared layers have the names of all paths", () => {
    const tied = new Param(zeros([1]));
    const inner = { p: tied, q: tied };
    const model = { a: inner, b: inner };
    expect(loadStateDict(model, { "b.q": entry(4) })).toEqual({ missing: [], unexpected: [] });
    expect(tied.value.item()).toBe(4);
  });

  test("a chain of layers that each hold the next one twice is loaded in time", () => {
    let model: object = { weight: new Param(zeros([1])) };
    for (let i = 0; i < 40; i++) model = { a: model, b: model };
    const first = `${"a.".repeat(40)}weight`;
    expect(loadStateDict(model, { [first]: entry(1) })).toEqual({ missing: [], unexpected: [] });
  });
});

test("a loaded state fills parameters without a value, and draws nothing", async () => {
  const makeModel = () => ({
    weight: new Param({
      shape: [2],
      init: () => {
        throw new Error("it drew");
      },
    }),
    mean: new Buffer({ shape: [1], init: 7 }),
  });
  const model = makeModel();
  const { tensors } = memory();
  const weight = { shape: [2], data: Float64Array.of(1, 2) };
  expect(loadStateDict(model, { weight }, { strict: false })).toEqual({ missing: ["mean"], unexpected: [] });
  expect(memory().tensors).toBe(tensors + 1);
  expect(await stateDict(model)).toEqual({
    weight: { shape: [2], dtype: "float32", data: Float32Array.of(1, 2) },
    mean: { shape: [1], dtype: "float32", data: Float32Array.of(7) },
  });
});
