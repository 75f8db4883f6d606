import { readFileSync } from "node:fs";
import { centerCrop, compose, type Image, resize } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { decode } from "fast-png";
import { TILE } from "./tiles.ts";

/** The middle square of a PNG file, scaled to a tile, in three channels. */
export function readPhotograph(path: string): Image {
  const { width, height, channels, data, depth } = decode(readFileSync(path));
  if (depth !== 8 || channels < 1) {
    throw new Error(
      `${path}: only PNG files of 8 bits a channel can be shown: got ${depth}. Convert it first.`,
    );
  }
  const plane = width * height;
  const pixels = new Uint8Array(3 * plane);
  for (let at = 0; at < plane; at++) {
    for (let channel = 0; channel < 3; channel++) {
      pixels[channel * plane + at] = data[at * channels + (channels < 3 ? 0 : channel)]!;
    }
  }
  const edge = Math.min(width, height);
  return middle({ data: pixels, shape: [3, height, width] }, edge);
}

function middle(image: Image, edge: number): Image {
  return compose(centerCrop(edge), resize(TILE))(image, new Rng(0));
}
