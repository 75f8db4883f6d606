import { Rng, type View } from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { describe, expect, test } from "vitest";
import {
  allDTypes,
  asStored,
  elementsOf,
  firstDifference,
  numbers,
  outputView,
  pick,
  positions,
  randomShape,
  randomView,
  tolerance,
  viewOf,
} from "./cases.ts";

/** Applies `fn` to every line along `axis`, and returns the results in row-major order. */
function alongLines(x: View, axis: number, fn: (line: number[]) => number[]): number[] {
  const values = elementsOf(x);
  const places = positions(x.shape);
  const results = new Array<number>(values.length);
  const seen = new Set<string>();
  for (const at of places) {
    const rest = at.with(axis, 0).join();
    if (seen.has(rest)) continue;
    seen.add(rest);
    const line = places.flatMap((place, i) => (place.with(axis, 0).join() === rest ? [i] : []));
    fn(line.map((i) => values[i]!)).forEach((value, k) => {
      results[line[k]!] = value;
    });
  }
  return results.filter((value) => value !== undefined);
}

/** Compares for ascending or descending order. NaN counts as the largest number, and 0 equals −0. */
function compare(a: number, b: number, descending: boolean): number {
  const sign = descending ? -1 : 1;
  if (Number.isNaN(a) || Number.isNaN(b)) return sign * (Number(Number.isNaN(a)) - Number(Number.isNaN(b)));
  return a === b ? 0 : a < b ? -sign : sign;
}

describe("argReduce", () => {
  test.each(["max", "min"] as const)("%s: the first extremum; a NaN counts as one", (op) => {
    const rng = new Rng(4);
    for (let round = 0; round < 200; round++) {
      const shape = randomShape(rng, 1 + rng.int(4));
      const axis = rng.int(shape.length);
      shape[axis] = 1 + rng.int(6);
      const x = randomView(rng, shape, pick(rng, allDTypes));
      const out = outputView(rng, shape.with(axis, 1), "int32");
      referenceBackend.argReduce(op, x, axis, out);
      const expected = alongLines(x, axis, (line) => {
        const extremum = op === "max" ? Math.max(...line) : Math.min(...line);
        return [line.findIndex((value) => value === extremum || Object.is(value, extremum))];
      });
      expect(elementsOf(out)).toEqual(expected);
    }
  });
});

describe("cumsum", () => {
  test("random views", () => {
    const rng = new Rng(5);
    for (let round = 0; round < 200; round++) {
      const shape = randomShape(rng, 1 + rng.int(4));
      const axis = rng.int(shape.length);
      const dtype = pick(rng, numbers);
      const x = randomView(rng, shape, dtype);
      const out = outputView(rng, shape, dtype);
      referenceBackend.cumsum(x, axis, out);
      const expected = alongLines(x, axis, (line) =>
        line.map((_, i) =>
          asStored(
            line.slice(0, i + 1).reduce((a, b) => a + b, 0),
            dtype,
          ),
        ),
      );
      expect(firstDifference(elementsOf(out), expected, dtype === "int32" ? 0 : tolerance(dtype))).toBe(-1);
    }
  });
});

describe("sort", () => {
  test.each([false, true])("stable, NaN the largest, descending: %s", (descending) => {
    const rng = new Rng(6);
    for (let round = 0; round < 200; round++) {
      const shape = randomShape(rng, 1 + rng.int(3), 9);
      const axis = rng.int(shape.length);
      const dtype = pick(rng, allDTypes);
      const x = randomView(rng, shape, dtype);
      const [values, indices] = [outputView(rng, shape, dtype), outputView(rng, shape, "int32")];
      referenceBackend.sort(x, axis, descending, values, indices);
      const order = (line: number[]) =>
        line.map((_, i) => i).sort((i, j) => compare(line[i]!, line[j]!, descending) || i - j);
      expect(elementsOf(indices)).toEqual(alongLines(x, axis, order));
      expect(elementsOf(values)).toEqual(alongLines(x, axis, (line) => order(line).map((i) => line[i]!)));
    }
  });

  test("a long line", () => {
    const rng = new Rng(7);
    const line = Array.from({ length: 5000 }, () => rng.int(100));
    const [values, indices] = [outputView(rng, [5000], "int32"), outputView(rng, [5000], "int32")];
    referenceBackend.sort(viewOf(line, [5000], "int32"), 0, false, values, indices);
    expect(elementsOf(values)).toEqual(line.toSorted((a, b) => a - b));
    expect(elementsOf(indices)).toEqual(line.map((_, i) => i).sort((i, j) => line[i]! - line[j]! || i - j));
  });
});
