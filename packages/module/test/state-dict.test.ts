import { Buffer, loadStateDict, moveTo, Param, StateError, stateDict } from "@cambium/module";
import { type Backend, memory, ones, tensor, zeros } from "@cambium/tensor";
import { createReferenceBackend } from "@cambium/tensor/reference";
import { describe, expect, test } from "vitest";

class Norm {
  readonly weight = new Param(tensor([0.1, Number.NaN, -0]));
  readonly runningMean = new Buffer(tensor([1, 2, 3], { dtype: "float64" }));
  readonly seen = new Buffer(tensor(5, { dtype: "int32" }));
  readonly mask = new Buffer(tensor([true, false]));
}

const makeModel = () => ({ norm: new Norm(), out: new Param(zeros([2, 0])) });

describe("stateDict", () => {
  test("copies every parameter and buffer, and is loaded exactly", async () => {
    const model = makeModel();
    const state = await stateDict(model);
    expect(Object.keys(state)).toEqual(["norm.weight", "norm.runningMean", "norm.seen", "norm.mask", "out"]);
    expect(state["norm.weight"]).toEqual({
      shape: [3],
      dtype: "float32",
      data: Float32Array.of(0.1, Number.NaN, -0),
    });
    const other = makeModel();
    other.norm.weight.value = ones([3]);
    other.norm.mask.value = tensor([false, false]);
    expect(loadStateDict(other, structuredClone(state))).toEqual({ missing: [], unexpected: [] });
    expect(await stateDict(other)).toEqual(state);
  });

  test("is a snapshot of the moment of the call", async () => {
    const model = makeModel();
    const state = stateDict(model);
    model.norm.weight.value = ones([3]);
    expect((await state)["norm.weight"]!.data[0]).toBe(Math.fround(0.1));
  });

  test("leaves nothing behind when loaded", async () => {
    const model = makeModel();
    const state = await stateDict(model);
    const { tensors, bytes } = memory();
    loadStateDict(model, state);
    expect(memory()).toMatchObject({ tensors, bytes });
  });
});

describe("loadStateDict", () => {
  const float32 = (shape: number[], ...data: number[]) => ({
    shape,
    dtype: "float32" as const,
    data: Float32Array.from(data),
  });

  test("understands PyTorch's names", () => {
    const model = {
      norm: { weight: new Param(zeros([1])), runningMean: new Buffer(zeros([1])) },
      rnn: { weightIhL0: new Param(zeros([1])) },
    };
    loadStateDict(model, {
      "norm.weight": float32([1], 1),
      "norm.running_mean": float32([1], 2),
      "norm.num_batches_tracked": { shape: [], dtype: "int32", data: Int32Array.of(7) },
      "rnn.weight_ih_l0": float32([1], 3),
    });
    expect(model.norm.runningMean.value.item()).toBe(2);
    expect(model.rnn.weightIhL0.value.item()).toBe(3);
  });

  test("reports all differences and changes nothing", async () => {
    const model = {
      first: new Param(zeros([1])),
      second: new Param(zeros([2, 1])),
      third: new Param(zeros([1])),
    };
    const before = await stateDict(model);
    const state = {
      first: float32([1], 9),
      second: float32([1, 2], 9, 9),
      fourth: float32([1], 9),
    };
    const load = () => loadStateDict(model, state);
    expect(load).toThrow(StateError);
    expect(load).toThrow(
      "loadStateDict: the state does not fit: missing: third; unexpected: fourth; " +
        "second is [2, 1] float32 here and [1, 2] float32 in the state. Nothing was changed. " +
        "Build the model with the same options, or pass { strict: false } to load the names that fit.",
    );
    expect(() => loadStateDict(model, state, { strict: false })).toThrow(
      "loadStateDict: the state does not fit: second is [2, 1] float32 here and [1, 2] float32 in the state. " +
        "Nothing was changed. Build the model with the same options.",
    );
    expect(await stateDict(model)).toEqual(before);
  });

  test("data without numbers changes nothing, and typed arrays lost to JSON are named", async () => {
    const model = { first: new Param(tensor([1])), second: new Param(tensor([2])) };
    const state = await stateDict(model);
    const plain = { shape: [1], dtype: "float32", data: [null] } as never;
    expect(() =>
      loadStateDict(model, { first: { ...state.first!, data: Float32Array.of(9) }, second: plain }),
    ).toThrow("elements must be numbers");
    expect(model.first.value.item()).toBe(1);
    expect(() => loadStateDict(model, JSON.parse(JSON.stringify(state)))).toThrow(
      "first has no elements: JSON does not keep typed arrays, store Array.from(data)",
    );
  });

  test("says when the number of elements differs", () => {
    const load = () => loadStateDict({ a: new Param(zeros([2])) }, { a: float32([2], 1) });
    expect(load).toThrow("a is [2] float32 but has 1 elements");
  });

  test("loads the names that fit when it is not strict", () => {
    const model = { a: new Param(zeros([1])), b: new Param(zeros([1])) };
    const loaded = loadStateDict(model, { b: float32([1], 4), c: float32([1], 5) }, { strict: false });
    expect(loaded).toEqual({ missing: ["a"], unexpected: ["c"] });
    expect([model.a.value.item(), model.b.value.item()]).toEqual([0, 4]);
  });
});

describe("moveTo", () => {
  test("moves parameters and buffers as they are", async () => {
    const model = makeModel();
    const before = await stateDict(model);
    const backend = createReferenceBackend();
    const { tensors, bytes } = memory();
    await moveTo(model, backend);
    expect(model.norm.weight.value.backend).toBe(backend);
    expect(model.norm.mask.value.backend).toBe(backend);
    expect(await stateDict(model)).toEqual(before);
    expect(memory()).toMatchObject({ tensors, bytes });
  });

  test("moves all or none", async () => {
    const model = makeModel();
    const narrow: Backend = { ...createReferenceBackend(), name: "narrow", dtypes: new Set(["float32"]) };
    const { tensors } = memory();
    await expect(moveTo(model, narrow)).rejects.toThrow("backend narrow has no float64, only float32");
    expect(model.norm.weight.value.backend).not.toBe(narrow);
    expect(memory().tensors).toBe(tensors);
  });
});
