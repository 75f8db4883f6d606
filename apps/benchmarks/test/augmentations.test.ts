import { Rng } from "@cambium/tensor";
import { describe, expect, test } from "vitest";
import { augmentations } from "../src/data/augmentations.ts";

describe.each([
  [1, 28, 28],
  [3, 32, 32],
] as const)("images of %i × %i × %i", (...shape) => {
  const rng = new Rng(1);
  const size = shape[0] * shape[1] * shape[2];
  const batch = { data: Uint8Array.from({ length: 20 * size }, () => rng.int(256)), shape: [20, ...shape] };

  test.each(Object.entries(augmentations))("%s keeps the size and changes the pixels", (_, augmentation) => {
    const result = augmentation(shape)(batch, new Rng(2));
    expect(result.shape).toEqual(batch.shape);
    expect(result.data).not.toEqual(batch.data);
  });
});
