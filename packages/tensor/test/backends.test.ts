import {
  add,
  BackendError,
  cast,
  concat,
  DTypeError,
  defaultBackend,
  matmul,
  setDefaultBackend,
  tensor,
  toBackend,
  zeros,
} from "@cambium/tensor";
import { createReferenceBackend, referenceBackend } from "@cambium/tensor/reference";
import { describe, expect, test } from "vitest";

const other = { ...createReferenceBackend(), name: "other" };

describe("backends", () => {
  test("tensors of different backends cannot be combined", () => {
    const [x, y] = [zeros([2, 2]), zeros([2, 2], { backend: other })];
    const text = (op: string) =>
      `${op}: tensors live on different backends: reference and other. Move one of them: await toBackend(x, backend).`;
    expect(() => add(x, y)).toThrow(new BackendError(text("add")));
    expect(() => matmul(x, y)).toThrow(new BackendError(text("matmul")));
    expect(() => concat([x, y])).toThrow(new BackendError(text("concat")));
  });

  test("toBackend copies, and results stay where their inputs are", async () => {
    const moved = await toBackend(tensor([[1], [2]], { dtype: "int32" }), other);
    expect([moved.backend, moved.dtype, moved.toArray()]).toEqual([other, "int32", [[1], [2]]]);
    expect(add(moved, 1).backend).toBe(other);
  });

  test("the error for a type that a backend lacks names it", () => {
    const narrow = {
      ...createReferenceBackend(),
      name: "narrow",
      dtypes: new Set(["float32", "int32", "bool"] as const),
    };
    const text = (op: string) => `${op}: backend narrow has no float64, only float32, int32, bool. Cast it.`;
    expect(() => tensor([1], { backend: narrow, dtype: "float64" })).toThrow(new DTypeError(text("tensor")));
    expect(() => cast(zeros([1], { backend: narrow }), "float64")).toThrow(new DTypeError(text("cast")));
  });

  test("a backend that only reads asynchronously", async () => {
    const { readSync, ...required } = createReferenceBackend();
    const x = tensor([1, 2], { backend: { ...required, name: "remote" } });
    expect(() => x.dataSync()).toThrow(
      new BackendError("dataSync: backend remote reads asynchronously only. Use await x.data()."),
    );
    expect([...(await x.data())]).toEqual([1, 2]);
    expect(String(x)).toBe("Tensor(shape [2], float32, on remote)");
  });

  test("the default is the reference backend until another is set", () => {
    expect(defaultBackend()).toBe(referenceBackend);
    setDefaultBackend(other);
    expect(zeros([1]).backend).toBe(other);
    setDefaultBackend(referenceBackend);
  });
});

describe("item", () => {
  test("returns the only element and refuses other sizes", () => {
    expect(tensor([[7]]).item()).toBe(7);
    const text = "item: the tensor has 2 elements, shape [2]. Reduce it to one first.";
    expect(() => tensor([1, 2]).item()).toThrow(new RangeError(text));
  });
});
