import { perspective } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { type Corners, perspectiveOrigins } from "../../src/geometry/perspective-map.ts";
import { asFloats, noise } from "../images.ts";

/** Origins of all pixels. */
function originsOf(corners: Corners, height: number, width: number) {
  const columns = new Float64Array(height * width);
  const rows = new Float64Array(height * width);
  const originsOfRow = perspectiveOrigins(corners, height, width);
  for (let i = 0; i < height; i++) {
    originsOfRow(i, columns.subarray(i * width, (i + 1) * width), rows.subarray(i * width, (i + 1) * width));
  }
  return { columns, rows };
}

test("p 0 changes nothing, and neither do corners that do not move", () => {
  const image = noise([3, 9, 12]);
  expect(perspective({ p: 0 })(image, new Rng(1))).toEqual(image);
  expect(perspective({ p: 1, distortionScale: 0 })(image, new Rng(1))).toEqual(image);
  const line = noise([3, 1, 12]);
  expect(perspective({ p: 1 })(line, new Rng(1))).toEqual(line);
});

test("equal displacements of all corners are a translation", () => {
  const { columns, rows } = originsOf(
    [
      [1, 2],
      [4, 2],
      [4, 4],
      [1, 4],
    ],
    3,
    4,
  );
  columns.forEach((column, at) => {
    expect(column).toBeCloseTo((at % 4) - 1, 9);
    expect(rows[at]).toBeCloseTo(Math.floor(at / 4) - 2, 9);
  });
});

test("straight lines stay straight", () => {
  const { columns, rows } = originsOf(
    [
      [1, 0],
      [7, 2],
      [6, 8],
      [0, 7],
    ],
    9,
    9,
  );
  // The origins of three pixels in a row are on a line: the area between them is 0.
  const [a, b, c] = [36, 40, 44];
  const area =
    (columns[b]! - columns[a]!) * (rows[c]! - rows[a]!) - (columns[c]! - columns[a]!) * (rows[b]! - rows[a]!);
  expect(area).toBeCloseTo(0, 9);
});

test("changes about half of the images, within their range", () => {
  const batch = asFloats(noise([200, 1, 6, 6]));
  const { data } = perspective()(batch, new Rng(2));
  const changed = Array.from({ length: 200 }, (_, n) => n).filter((n) =>
    data.subarray(36 * n, 36 * n + 36).some((value, i) => value !== batch.data[36 * n + i]),
  );
  expect(changed.length).toBeGreaterThan(60);
  expect(changed.length).toBeLessThan(130);
  expect(data.every((value) => value >= 0 && value <= 1)).toBe(true);
});

test("says what is wrong", () => {
  expect(() => perspective({ distortionScale: 1.5 })).toThrow(
    new RangeError("perspective: distortionScale must be a finite number in [0, 1]: got 1.5."),
  );
  expect(() => perspective({ p: -1 })).toThrow("perspective: p must be a probability in [0, 1]: got -1.");
  expect(() => perspective({ interpolation: "no" as "nearest" })).toThrow(
    "perspective: unknown interpolation",
  );
});
