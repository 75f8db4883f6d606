import type { LabelledImages } from "@cambium/data";

/** The first so many images of a set; all of them if there are no more, or no count is given. */
export function firstImages(all: LabelledImages, count: number | undefined): LabelledImages {
  if (count === undefined || count >= all.length) return all;
  const { images, labels, channels, height, width } = all;
  const size = channels * height * width;
  return { ...all, images: images.subarray(0, count * size), labels: labels.subarray(0, count), length: count };
}
