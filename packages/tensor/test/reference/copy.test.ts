import { Rng } from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { describe, expect, test } from "vitest";
import {
  allDTypes,
  asCast,
  elementsOf,
  memoryOf,
  pick,
  placeOf,
  positions,
  randomShape,
  randomView,
  viewOf,
} from "./cases.ts";

describe("copy", () => {
  test("any type, shape and strides to any other, and nothing beside", () => {
    const rng = new Rng(12);
    for (let round = 0; round < 500; round++) {
      const shape = rng.int(8) === 0 ? [3, 100] : randomShape(rng, rng.int(5));
      const x = randomView(rng, shape, pick(rng, allDTypes));
      const out = randomView(rng, shape, rng.int(2) === 0 ? x.dtype : pick(rng, allDTypes), {
        repeats: false,
      });
      const expected = Array.from(memoryOf(out));
      const values = elementsOf(x);
      positions(shape).forEach((at, i) => {
        expected[placeOf(out, at)] = asCast(values[i]!, out.dtype);
      });
      referenceBackend.copy(x, out);
      expect(Array.from(memoryOf(out))).toEqual(expected);
    }
  });

  test("a large transpose", () => {
    const [rows, columns] = [130, 75];
    const x = viewOf(
      Array.from({ length: rows * columns }, (_, i) => i),
      [rows, columns],
      "int32",
    );
    const out = viewOf(new Array<number>(rows * columns).fill(0), [columns, rows], "int32");
    referenceBackend.copy({ ...x, shape: [columns, rows], strides: [1, columns] }, out);
    expect(elementsOf(out)).toEqual(positions([columns, rows]).map(([i, j]) => j! * columns + i!));
  });
});
