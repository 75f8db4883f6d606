import { Rng, sizeOf } from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { describe, expect, test } from "vitest";
import {
  allDTypes,
  elementsOf,
  firstDifference,
  numbers,
  outputView,
  pick,
  randomView,
  tolerance,
} from "./cases.ts";
import { randomWindow, sources, unfolded, windowsShape } from "./windows.ts";

describe("unfold", () => {
  test("random images and windows", () => {
    const rng = new Rng(15);
    for (let round = 0; round < 300; round++) {
      const windowCase = randomWindow(rng);
      const x = randomView(rng, windowCase.image, pick(rng, allDTypes));
      const out = outputView(rng, windowsShape(windowCase), x.dtype);
      referenceBackend.unfold(x, windowCase.window, out);
      expect(elementsOf(out)).toEqual(unfolded(x, windowCase));
    }
  });
});

describe("fold", () => {
  test("random windows: every element is added where it came from", () => {
    const rng = new Rng(16);
    for (let round = 0; round < 300; round++) {
      const windowCase = randomWindow(rng);
      const dtype = pick(rng, numbers);
      const windows = randomView(rng, windowsShape(windowCase), dtype);
      const out = outputView(rng, windowCase.image, dtype);
      referenceBackend.fold(windows, windowCase.window, out);
      const expected = new Array<number>(sizeOf(windowCase.image)).fill(0);
      const values = elementsOf(windows);
      sources(windowCase).forEach((source, i) => {
        if (source < 0) return;
        expected[source]! += values[i]!;
        if (dtype === "int32") expected[source]! |= 0;
      });
      const allowed = dtype === "int32" ? 0 : 4 * tolerance(dtype);
      expect(firstDifference(elementsOf(out), expected, allowed)).toBe(-1);
    }
  });
});
