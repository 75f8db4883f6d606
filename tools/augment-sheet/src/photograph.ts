import { readImageFile } from "@cambium/data/files";
import { centerCrop, compose, type Image, resize } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { TILE } from "../../../packages/data-augment/test/every-transform.ts";

/** Central square of a PNG or JPEG file, resized to a tile, with three channels. */
export async function readPhotograph(path: string): Promise<Image> {
  const image = await readImageFile(path, { channels: 3 });
  const [, height, width] = image.shape;
  return compose(centerCrop(Math.min(width, height)), resize(TILE))(image, new Rng(0));
}
