import {
  arange,
  DTypeError,
  eye,
  full,
  linspace,
  type NestedArray,
  ones,
  onesLike,
  ShapeError,
  tensor,
  transpose,
  zeros,
  zerosLike,
} from "@cambium/tensor";
import { describe, expect, test } from "vitest";

describe("tensor", () => {
  test("nested arrays give shape and dtype", () => {
    const x = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect([x.shape, x.dtype, x.rank, x.size]).toEqual([[2, 3], "float32", 2, 6]);
    expect(x.toArray()).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(tensor(5).shape).toEqual([]);
    expect(tensor([[], []]).shape).toEqual([2, 0]);
    expect(tensor([]).shape).toEqual([0]);
    expect(tensor([[true], [false]]).toArray()).toEqual([[true], [false]]);
  });

  test("typed arrays determine the dtype and accept a shape", () => {
    expect(tensor(new Float64Array([1, 2])).dtype).toBe("float64");
    expect(tensor(new Int32Array([1])).dtype).toBe("int32");
    expect(tensor(new Uint16Array([7])).dtype).toBe("int32");
    for (const data of [new Uint8Array([7]), new Uint8ClampedArray([7]), new Int8Array([7])])
      expect(tensor(data).dtype).toBe("int32");
    const flags = tensor([true, false]);
    expect(tensor(flags.dataSync(), { dtype: "bool" }).toArray()).toEqual([true, false]);
    expect(tensor(new Float32Array([1, 2, 3, 4]), { shape: [2, 2] }).toArray()).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test("values are copied and converted", () => {
    const data = new Float32Array([1, 2]);
    const x = tensor(data);
    data[0] = 9;
    expect(x.toArray()).toEqual([1, 2]);
    expect(tensor([0, 2, -1], { dtype: "bool" }).toArray()).toEqual([false, true, true]);
    expect(tensor([1.9, -1.9], { dtype: "int32" }).toArray()).toEqual([1, -1]);
  });

  test("data returns a copy", () => {
    const x = tensor([1, 2]);
    x.dataSync()[0] = 9;
    expect(x.toArray()).toEqual([1, 2]);
  });

  const bad =
    (data: unknown, options: object = {}) =>
    () =>
      tensor(data as NestedArray, options);

  test("ragged arrays", () => {
    const end = "Give every row the same length.";
    expect(bad([[1, 2], [3]])).toThrow(
      new ShapeError(
        `tensor: nested arrays are ragged: expected 2 elements at depth 1 of shape [2, 2], found 1 elements. ${end}`,
      ),
    );
    expect(bad([[1], 2])).toThrow(
      new ShapeError(
        `tensor: nested arrays are ragged: expected 1 elements at depth 1 of shape [2, 1], found 2. ${end}`,
      ),
    );
    expect(bad([1, [2]])).toThrow(
      new ShapeError(
        `tensor: nested arrays are ragged: expected a number at depth 1 of shape [2], found 1 elements. ${end}`,
      ),
    );
  });

  test("elements that are not numbers", () => {
    expect(bad(["1"])).toThrow(new DTypeError('tensor: elements must be numbers or booleans: found "1".'));
    expect(bad(null)).toThrow(DTypeError);
  });

  test("shapes that do not fit or are invalid", () => {
    const text = "tensor: shape [4] has 4 elements but 3 were given. Change one of them.";
    expect(bad([1, 2, 3], { shape: [4] })).toThrow(new ShapeError(text));
    for (const shape of [[-1], [1.5], [Number.NaN]]) {
      const wanted = `tensor: sizes must be whole numbers of at least 0: got [${shape}].`;
      expect(bad([1], { shape })).toThrow(new ShapeError(wanted));
    }
  });
});

describe("filled tensors", () => {
  test("full, zeros, ones, eye, zerosLike and onesLike", () => {
    expect(full([2, 2], 7, { dtype: "int32" }).toArray()).toEqual([
      [7, 7],
      [7, 7],
    ]);
    expect(zeros([3]).toArray()).toEqual([0, 0, 0]);
    expect(ones([1, 2], { dtype: "bool" }).toArray()).toEqual([[true, true]]);
    expect(eye(2, 3).toArray()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
    ]);
    const like = transpose(tensor([[1, 2, 3]], { dtype: "float64" }));
    expect([zerosLike(like).shape, onesLike(like).dtype]).toEqual([[3, 1], "float64"]);
    expect(() => zeros([-2])).toThrow(ShapeError);
  });

  test("ints are truncated, and exact beyond the range of exact float32 integers", () => {
    expect(full([2], 16777217, { dtype: "int32" }).toArray()).toEqual([16777217, 16777217]);
    expect(full([1], -2147483648, { dtype: "int32" }).item()).toBe(-2147483648);
    expect(full([1], -3.7, { dtype: "int32" }).item()).toBe(-3);
  });
});

describe("ranges", () => {
  test("arange", () => {
    expect(arange(2, 5).toArray()).toEqual([2, 3, 4]);
    expect(arange(5, 0, { step: -2 }).toArray()).toEqual([5, 3, 1]);
    expect(arange(5, 2).shape).toEqual([0]);
    expect(arange(0, 1, { step: 0.25 }).toArray()).toEqual([0, 0.25, 0.5, 0.75]);
    expect([arange(0, 2).dtype, arange(0, 2, { step: 0.5 }).dtype]).toEqual(["int32", "float32"]);
    expect([arange(2 ** 31 - 2, 2 ** 31).dtype, arange(2 ** 31 - 2, 2 ** 31).toArray()]).toEqual([
      "int32",
      [2 ** 31 - 2, 2 ** 31 - 1],
    ]);
    expect([arange(2 ** 31, 2 ** 31 + 1).dtype, arange(2 ** 31, 2 ** 31 + 1).toArray()]).toEqual([
      "float32",
      [2 ** 31],
    ]);
    expect(arange(0, -(2 ** 40), { step: -(2 ** 39) }).dtype).toBe("float32");
    expect(() => arange(0, 1, { step: 0 })).toThrow(
      new RangeError("arange: start, stop and step must be finite and step not 0: got 0, 1, 0."),
    );
    expect(() => arange(0, Infinity)).toThrow(RangeError);
  });

  test("linspace", () => {
    expect(linspace(0, 1, 5).toArray()).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(linspace(3, 9, 1).toArray()).toEqual([3]);
    expect(() => linspace(0, 1, 0)).toThrow(
      new RangeError("linspace: count must be a whole number of at least 1: got 0."),
    );
  });
});
