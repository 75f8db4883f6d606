import { Rng, type Shape } from "@cambium/tensor";
import { expect, test } from "vitest";
import { Frame } from "../../src/image/frame.ts";
import { applyPolicyOp, type PolicyOp, searchSpace, usualStrengths } from "../../src/policies/policy-ops.ts";
import { counting, noise, rowsOf } from "../images.ts";

/** Results of an op at a fraction of its strength, in both directions if it has two. */
function outcomes(name: PolicyOp, share: number, image = counting(3, 3), strengths = usualStrengths) {
  const results = Array.from({ length: 12 }, (_, seed) => {
    const frame = new Frame(image.data, image.shape as Shape as [number, number, number]);
    const canvas = { op: "test", interpolation: "nearest", fill: 0 } as const;
    applyPolicyOp(frame, name, share, strengths, canvas, new Rng(seed));
    return { data: frame.result(), shape: frame.sizes };
  });
  return new Set(results.map((result) => JSON.stringify(rowsOf(result))));
}

const set = (...results: number[][][]) => new Set(results.map((rows) => JSON.stringify(rows)));

test("there are 14 ops to choose from, and Invert in addition", () => {
  expect(searchSpace.length).toBe(14);
  expect(searchSpace).not.toContain("Invert");
});

test("shears keep the upper left corner fixed", () => {
  const strengths = { ...usualStrengths, shear: 1 };
  // A row whose center is ½, 1½ or 2½ below the corner moves by that many pixels, rounded with ties to even.
  const [left, right] = [...outcomes("ShearX", 0.4, counting(3, 3), strengths)].map((text) =>
    JSON.parse(text),
  );
  expect([left[0], right[0]]).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ]);
  expect([left[2], right[2]].map((row) => row.join()).sort()).toEqual(["0,7,8", "8,9,0"]);
});

test("translations are whole pixels", () => {
  const strengths = { ...usualStrengths, translate: (edge: number) => edge / 2 };
  const image = counting(3, 3);
  // 1.5 pixels, truncated to 1.
  expect(outcomes("TranslateX", 1, image, strengths)).toEqual(
    set(
      [
        [0, 1, 2],
        [0, 4, 5],
        [0, 7, 8],
      ],
      [
        [2, 3, 0],
        [5, 6, 0],
        [8, 9, 0],
      ],
    ),
  );
  expect(outcomes("TranslateY", 1, image, strengths).size).toBe(2);
});

test("rotations have both directions", () => {
  const strengths = { ...usualStrengths, rotate: 90 };
  expect(outcomes("Rotate", 1, counting(2, 2), strengths)).toEqual(
    set(
      [
        [2, 4],
        [1, 3],
      ],
      [
        [3, 1],
        [4, 2],
      ],
    ),
  );
});

test("ops change values like the transforms of their names", () => {
  const image = { data: Uint8Array.of(0, 100, 200), shape: [1, 1, 3] };
  expect(outcomes("Brightness", 1, image)).toEqual(set([[0, 10, 20]], [[0, 190, 255]]));
  expect(outcomes("Contrast", 1, image)).toEqual(set([[90, 100, 110]], [[0, 100, 255]]));
  expect(outcomes("Posterize", 1, image)).toEqual(set([[0, 96, 192]]));
  expect(outcomes("Solarize", 0.5, image)).toEqual(set([[0, 100, 55]]));
  expect(outcomes("AutoContrast", 0, image)).toEqual(set([[0, 127, 255]]));
  expect(outcomes("Equalize", 0, image)).toEqual(set([[0, 100, 200]]));
  expect(outcomes("Invert", 0, image)).toEqual(set([[255, 155, 55]]));
  expect(outcomes("Identity", 1, image)).toEqual(set([[0, 100, 200]]));
});

test("Color changes images of three channels and keeps images of one", () => {
  expect(outcomes("Color", 1).size).toBe(1);
  expect(outcomes("Color", 1, noise([3, 2, 2])).size).toBe(2);
  expect(outcomes("Sharpness", 1, noise([3, 5, 5])).size).toBe(2);
});
