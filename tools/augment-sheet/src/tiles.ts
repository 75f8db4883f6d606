import {
  type BatchMix,
  compose,
  cutmix,
  horizontalFlip,
  hue,
  type Image,
  mixup,
  resize,
  type Transform,
} from "@cambium/data-augment";
import { everyTransform, TILE } from "../../../packages/data-augment/test/every-transform.ts";

/** A tile of the sheet: its name in the legend, and the transform that is drawn. */
export interface Tile {
  readonly title: string;
  readonly transform: Transform;
}

/** Mix of an image with its mirror image in other colors. */
function mixed(mix: BatchMix): Transform {
  const otherOf = compose(horizontalFlip({ p: 1 }), hue([0.5, 0.5]));
  return (image, rng) => {
    const other = otherOf(image, rng);
    const data = new Uint8Array(2 * image.data.length);
    data.set(image.data);
    data.set(other.data, image.data.length);
    const { images } = mix({ data, shape: [2, ...image.shape] }, [0, 1], rng);
    return { data: images.data.slice(0, image.data.length), shape: image.shape };
  };
}

/** Floats as bytes: `low` becomes black, `high` white. */
const asBytes =
  (low: number, high: number): Transform =>
  ({ data, shape }) => ({
    data: Uint8Array.from(data, (value) => Math.min(255, Math.max(0, ((value - low) * 255) / (high - low)))),
    shape,
  });

/** Steps after a transform that make its result fill a tile with bytes, by the transform's name. */
const display: Readonly<Record<string, Transform>> = {
  resize: resize(TILE, { interpolation: "nearest" }),
  rotate: resize(TILE),
  toFloat: asBytes(0, 1),
  normalize: asBytes(-2.5, 2.5),
};

/** All tiles, in the order of the sheet. */
export const tiles: readonly Tile[] = [
  { title: "image", transform: (image: Image) => image },
  ...Object.entries(everyTransform).flatMap(([name, row]) =>
    Object.entries(row.tiles).map(([title, transform]) => ({
      title,
      transform: display[name] ? compose(transform, display[name]) : transform,
    })),
  ),
  { title: "mixup", transform: mixed(mixup({ numClasses: 2 })) },
  { title: "cutmix", transform: mixed(cutmix({ numClasses: 2 })) },
];
