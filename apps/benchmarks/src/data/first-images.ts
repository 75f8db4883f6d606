import { LabelledImages } from "@cambium/data";
import { sizeOf } from "@cambium/tensor";

/** The first so many images of a set; all of them if there are no more, or no count is given. */
export function firstImages(all: LabelledImages, count: number | undefined): LabelledImages {
  if (count === undefined || count >= all.length) return all;
  const { pixels, labels, shape, classNames } = all;
  const size = sizeOf(shape);
  return new LabelledImages({
    pixels: pixels.subarray(0, count * size),
    labels: labels.subarray(0, count),
    shape,
    classNames,
  });
}
