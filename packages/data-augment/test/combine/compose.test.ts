import {
  brightness,
  compose,
  gamma,
  horizontalFlip,
  type Image,
  normalize,
  posterize,
  resize,
  rotate,
} from "@cambium/data-augment";
import { DTypeError, Rng, ShapeError } from "@cambium/tensor";
import { expect, test } from "vitest";
import { noise } from "../images.ts";

const image = noise([3, 6, 6]);

test("applies transforms in order, with the same random numbers", () => {
  const steps = [horizontalFlip(), brightness(0.5), posterize(4), gamma([0.5, 2]), rotate(30)];
  const rng = new Rng(1);
  let expected = image;
  for (const step of steps) expected = step(expected, rng);
  expect(compose(...steps)(image, new Rng(1))).toEqual(expected);
  expect(compose()(image, rng)).toEqual(image);
  expect(compose(compose(...steps), compose())(image, new Rng(1))).toEqual(expected);
});

test("calls your own functions with one image at a time", () => {
  const shapes: (readonly number[])[] = [];
  const mine = (one: Image): Image => {
    shapes.push(one.shape);
    return one;
  };
  const batch = noise([2, 3, 4, 4]);
  const result = compose(mine, brightness([1, 1]), mine)(batch, new Rng(1));
  expect(result).toEqual(batch);
  expect(shapes).toEqual(new Array(4).fill([3, 4, 4]));
  const same = compose(mine)(image, new Rng(1));
  expect(same.data.buffer).not.toBe(image.data.buffer);
});

test("checks its arguments", () => {
  const nothing = compose();
  const rng = new Rng(1);
  expect(() => nothing({ data: [1, 2] as unknown as Uint8Array, shape: [1, 1, 2] }, rng)).toThrow(
    new DTypeError(
      "compose: an image must be { data, shape } with pixels in a Uint8Array or a Float32Array: got Array. " +
        "Samples of LabeledImages are images after .images(); of a tensor, give { data: x.dataSync(), shape: x.shape }.",
    ),
  );
  expect(() => nothing({ data: new Uint8Array(4), shape: [2, 2] }, rng)).toThrow(
    new ShapeError(
      "compose: an image has shape [channels, height, width] and a batch [n, channels, height, width], all at least 1: " +
        "got [2, 2]. Reshape it.",
    ),
  );
  expect(() => nothing({ data: new Uint8Array(0), shape: [0, 1, 2, 2] }, rng)).toThrow(
    "all at least 1: got [0, 1, 2, 2].",
  );
  expect(() => nothing({ data: new Uint8Array(4), shape: [3, 2, 2] }, rng)).toThrow(
    new ShapeError(
      "compose: shape [3, 2, 2] needs 12 values, but there are 4. Give the shape that the pixels have.",
    ),
  );
});

test("checks its transforms and their results", () => {
  expect(() => compose(7 as never)).toThrow(
    new TypeError("compose: a transform is a function (image, rng) => image: got 7. Call its maker?"),
  );
  expect(() => compose([horizontalFlip()] as never)).toThrow(
    new TypeError(
      "compose: a transform is a function (image, rng) => image: got an array. Give them one after another.",
    ),
  );
  expect(() => compose(() => noise([1, 1, 2, 2]))(image, new Rng(1))).toThrow(
    new ShapeError(
      "compose: a transform of one image gave a batch, [1, 1, 2, 2]. It must return [channels, height, width].",
    ),
  );
  let calls = 0;
  const uneven = compose((one, rng) => (calls++ === 0 ? one : resize(2)(one, rng)));
  expect(() => uneven(noise([2, 3, 4, 4]), new Rng(1))).toThrow(
    new ShapeError(
      "compose: the images of a batch came out unlike: image 0 as uint8 [3, 4, 4], image 1 as uint8 [3, 2, 2]. " +
        "Give each of them alone, or follow with resize.",
    ),
  );
  expect(() =>
    compose(normalize({ mean: [0], std: [1] }), posterize(1))(noise([1, 2, 2]), new Rng(1)),
  ).toThrow("posterize: the image must have bytes (a Uint8Array): got float32.");
});
