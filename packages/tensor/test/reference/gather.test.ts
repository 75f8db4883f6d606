import { Rng, type View } from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { describe, expect, test } from "vitest";
import {
  allDTypes,
  elementsOf,
  memoryOf,
  numbers,
  outputView,
  pick,
  placeOf,
  positions,
  randomShape,
  randomView,
  viewOf,
} from "./cases.ts";

function randomIndex(rng: Rng, shape: readonly number[], size: number): View {
  return randomView(rng, shape, "int32", { number: (rng) => rng.int(size) });
}

describe("gather", () => {
  test("random views and axes", () => {
    const rng = new Rng(13);
    for (let round = 0; round < 300; round++) {
      const shape = randomShape(rng, 1 + rng.int(3));
      const axis = rng.int(shape.length);
      const size = 1 + rng.int(5);
      const x = randomView(rng, shape.with(axis, size), pick(rng, allDTypes));
      const index = randomIndex(rng, shape, size);
      const out = outputView(rng, shape, x.dtype);
      referenceBackend.gather(x, index, axis, out);
      const [values, indices] = [memoryOf(x), elementsOf(index)];
      const expected = positions(shape).map((at, i) => values[placeOf(x, at.with(axis, indices[i]!))]!);
      expect(elementsOf(out)).toEqual(expected);
    }
  });

  test("rows of a table", () => {
    const table = viewOf(
      Array.from({ length: 300 }, (_, i) => i),
      [3, 100],
      "float32",
    );
    const index = { ...viewOf([2, 0, 2, 1], [4], "int32"), shape: [4, 100], strides: [1, 0] };
    const out = viewOf(new Array<number>(400).fill(0), [4, 100], "float32");
    referenceBackend.gather(table, index, 0, out);
    expect(elementsOf(out)).toEqual(
      [2, 0, 2, 1].flatMap((row) => Array.from({ length: 100 }, (_, i) => row * 100 + i)),
    );
  });

  test("an index outside is named with its place", () => {
    const x = viewOf([1, 2, 3], [3], "float32");
    const out = viewOf([0, 0, 0, 0], [4], "float32");
    expect(() => referenceBackend.gather(x, viewOf([0, 1, 2, 12], [4], "int32"), 0, out)).toThrow(
      new RangeError("gather: index 12 at position 3 is outside [0, 3). Use indices from 0 to 2."),
    );
    const table = viewOf([1, 2, 3], [3, 1], "float32");
    expect(() =>
      referenceBackend.gather(table, viewOf([0, 1, -1, 0], [2, 2], "int32"), 0, {
        ...out,
        shape: [2, 2],
        strides: [2, 1],
      }),
    ).toThrow("gather: index -1 at position [1, 0] is outside [0, 3).");
    expect(() =>
      referenceBackend.gather(viewOf([], [0], "float32"), viewOf([0], [1], "int32"), 0, out),
    ).toThrow("gather: index 0 at position 0 is outside [0, 0). There is nothing to index.");
  });
});

describe("scatterAdd", () => {
  test("random views and axes, in the order of src", () => {
    const rng = new Rng(14);
    for (let round = 0; round < 300; round++) {
      const shape = randomShape(rng, 1 + rng.int(3));
      const axis = rng.int(shape.length);
      const size = 1 + rng.int(5);
      const src = randomView(rng, shape, pick(rng, numbers));
      const index = randomIndex(rng, shape, size);
      const out = randomView(rng, shape.with(axis, size), src.dtype, { repeats: false });
      const expected = memoryOf(out);
      const [values, indices] = [elementsOf(src), elementsOf(index)];
      positions(shape).forEach((at, i) => {
        const place = placeOf(out, at.with(axis, indices[i]!));
        expected[place] = expected[place]! + values[i]!;
      });
      referenceBackend.scatterAdd(src, index, axis, out);
      expect(memoryOf(out)).toEqual(expected);
    }
  });

  test("an index outside leaves the output as it was", () => {
    const out = viewOf([5, 6], [2], "float32");
    const index = viewOf([0, 1, 2], [3], "int32");
    expect(() => referenceBackend.scatterAdd(viewOf([1, 1, 1], [3], "float32"), index, 0, out)).toThrow(
      new RangeError("scatterAdd: index 2 at position 2 is outside [0, 2). Use indices from 0 to 1."),
    );
    expect(elementsOf(out)).toEqual([5, 6]);
  });
});
