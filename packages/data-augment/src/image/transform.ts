import { formatShape, type Rng, ShapeError, sameShape, sizeOf } from "@cambium/tensor";
import { requireRng } from "@cambium/tensor/checks";
import { Frame } from "./frame.ts";
import { checkImage, type Image, type Pixels, type Sizes, type Transform } from "./image.ts";
import { pixelsOf } from "./scratch.ts";

/** Effect of a transform on one image. */
export type Step = (frame: Frame, rng: Rng) => void;

/** Steps of the transforms made here. Composed transforms run their steps on one frame and share passes over memory. */
const steps = new WeakMap<Transform, Step>();

/** End of the message about a missing rng. */
const advice = "Pass it after the image: transform(image, new Rng(42)).";

/** Returns the transform of images and batches that applies a step to each image. */
export function transform(op: string, step: Step): Transform {
  const whole: Transform = (image, rng) => {
    checkImage(op, image);
    requireRng(op, rng, advice);
    return image.shape.length === 3 ? one(image, rng, step) : each(op, image, rng, step);
  };
  steps.set(whole, step);
  return whole;
}

/** Step of a transform. A function made elsewhere is called with one image at a time. */
export function stepOf(op: string, whole: Transform): Step {
  const known = steps.get(whole);
  if (known) return known;
  if (typeof whole !== "function") {
    throw new TypeError(
      `${op}: a transform is a function (image, rng) => image: got ${Array.isArray(whole) ? "an array. Give them one after another." : `${whole}. Call its maker?`}`,
    );
  }
  return (frame, rng) => {
    const result = whole({ data: frame.lend(), shape: frame.sizes }, rng);
    checkImage(op, result);
    frame.replace(result.data, single(op, result.shape), false);
  };
}

function one({ data, shape }: Image, rng: Rng, step: Step): Image {
  const frame = new Frame(data, shape as unknown as Sizes);
  step(frame, rng);
  return { data: frame.result(), shape: [...frame.sizes] };
}

function each(op: string, { data, shape }: Image, rng: Rng, step: Step): Image {
  const [count, ...sizes] = shape as [number, number, number, number];
  const size = sizeOf(sizes);
  let batch: { data: Pixels; sizes: Sizes } | undefined;
  for (let i = 0; i < count; i++) {
    const frame = new Frame(data.subarray(i * size, (i + 1) * size), sizes);
    step(frame, rng);
    batch ??= { data: pixelsOf(frame.type, count * sizeOf(frame.sizes)), sizes: frame.sizes };
    checkAlike(op, i, frame, batch);
    frame.moveTo(batch.data, i * sizeOf(frame.sizes));
  }
  return { data: batch!.data, shape: [count, ...batch!.sizes] };
}

function checkAlike(op: string, index: number, frame: Frame, first: { data: Pixels; sizes: Sizes }): void {
  const type = first.data instanceof Uint8Array ? "uint8" : "float32";
  if (sameShape(frame.sizes, first.sizes) && frame.type === type) return;
  throw new ShapeError(
    `${op}: the images of a batch came out unlike: image 0 as ${type} ${formatShape(first.sizes)}, image ${index} as ` +
      `${frame.type} ${formatShape(frame.sizes)}. Give each of them alone, or follow with resize.`,
  );
}

function single(op: string, shape: readonly number[]): Sizes {
  if (shape.length === 3) return shape as unknown as Sizes;
  throw new ShapeError(
    `${op}: a transform of one image gave a batch, ${formatShape(shape)}. It must return [channels, height, width].`,
  );
}
