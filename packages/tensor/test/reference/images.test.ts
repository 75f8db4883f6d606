import { logSoftmax, Rng, sizeOf, softmax, Tensor, type View } from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { describe, expect, test } from "vitest";
import { convFilterGradient, convForward, convInputGradient } from "../../src/ops/convolution.ts";
import {
  elementsOf,
  firstDifference,
  floats,
  numbers,
  outputView,
  pick,
  positions,
  randomShape,
  randomView,
  tolerance,
  viewOf,
} from "./cases.ts";
import { meeting, randomWindow, type WindowCase } from "./windows.ts";

const fused = referenceBackend.fused!;
/** Tensor of a view of the reference backend. */
const tensorOf = (view: View) => new Tensor(view, referenceBackend, "test");
const normal = { number: (rng: Rng) => rng.normal() };

/** Random convolution with matching images, filters and groups. */
function randomConvolution(rng: Rng): WindowCase & { weight: number[]; groups: number; result: number[] } {
  const windowCase = randomWindow(rng);
  const groups = 1 + rng.int(3);
  const channels = groups * (1 + rng.int(2));
  const filters = groups * (1 + rng.int(4));
  const batch = windowCase.image[0]!;
  return {
    ...windowCase,
    image: [batch, channels, ...windowCase.image.slice(2)],
    weight: [filters, channels / groups, ...windowCase.window.kernel],
    groups,
    result: [batch, filters, ...windowCase.output],
  };
}

type Convolution = ReturnType<typeof randomConvolution>;

/** Calls `visit` with the row-major indices of all elements of y, x and weight that a convolution combines. */
function forEachProduct(
  { window, image, weight, groups, result }: Convolution,
  visit: (y: number, x: number, w: number) => void,
): void {
  const [, channels, height, width] = image as [number, number, number, number];
  const [filters, perGroup] = weight as [number, number];
  const places = positions(weight);
  positions(result).forEach(([n, o, oh, ow], y) => {
    places.forEach(([filter, c, kh, kw], w) => {
      const place = meeting(window, [height, width], [kh!, kw!, oh!, ow!]);
      if (filter !== o || !place) return;
      const channel = Math.floor(o! / (filters / groups)) * perGroup + c!;
      visit(y, ((n! * channels + channel) * height + place[0]) * width + place[1], w);
    });
  });
}

/** Height and width of images. */
function pairOf([, , height, width]: readonly number[]): [number, number] {
  return [height!, width!];
}

function expectClose(got: View, expected: number[]): void {
  expect(firstDifference(elementsOf(got), expected, 20 * tolerance(got.dtype))).toBe(-1);
}

describe("conv2d and its gradients", () => {
  test("random images, filters, windows and groups", () => {
    const rng = new Rng(18);
    for (let round = 0; round < 200; round++) {
      const convolution = randomConvolution(rng);
      const { window, image, weight, groups, result } = convolution;
      const dtype = pick(rng, floats);
      const x = randomView(rng, image, dtype, normal);
      const w = randomView(rng, weight, dtype, normal);
      const dy = randomView(rng, result, dtype, normal);
      const sizes = { window, groups, imageSize: pairOf(image), outputSize: pairOf(result) };
      const y = convForward(tensorOf(x), tensorOf(w), sizes).view;
      const dx = convInputGradient(tensorOf(dy), tensorOf(w), sizes).view;
      const dw = convFilterGradient(tensorOf(x), tensorOf(dy), sizes).view;
      const [xs, ws, dys] = [x, w, dy].map(elementsOf) as [number[], number[], number[]];
      const [ys, dxs, dws] = [result, image, weight].map((shape) =>
        new Array<number>(sizeOf(shape)).fill(0),
      ) as [number[], number[], number[]];
      forEachProduct(convolution, (i, j, k) => {
        ys[i]! += xs[j]! * ws[k]!;
        dxs[j]! += dys[i]! * ws[k]!;
        dws[k]! += dys[i]! * xs[j]!;
      });
      expectClose(y, ys);
      expectClose(dx, dxs);
      expectClose(dw, dws);
    }
  });
});

describe("maxPool2d", () => {
  test("random images and windows: the first of equals, the last NaN, places outside never", () => {
    const rng = new Rng(19);
    for (let round = 0; round < 200; round++) {
      const { window, image, output } = randomWindow(rng);
      const dtype = pick(rng, numbers);
      const x = randomView(rng, image, dtype);
      const shape = [image[0]!, image[1]!, ...output];
      const [values, indices] = [outputView(rng, shape, dtype), outputView(rng, shape, "int32")];
      fused.maxPool2d!(x, window, values, indices);
      const [height, width] = image.slice(2) as [number, number];
      const plane = elementsOf(x);
      const [gotValues, gotIndices] = [elementsOf(values), elementsOf(indices)];
      positions(shape).forEach(([n, c, oh, ow], i) => {
        const inside = positions(window.kernel).flatMap(([kh, kw]) => {
          const place = meeting(window, [height, width], [kh!, kw!, oh!, ow!]);
          return place ? [place[0] * width + place[1]] : [];
        });
        if (inside.length === 0) return;
        const at = (place: number) => plane[(n! * image[1]! + c!) * height * width + place]!;
        const largest = Math.max(...inside.map(at));
        const isNaNWindow = Number.isNaN(largest);
        const expected = isNaNWindow
          ? inside.findLast((place) => Number.isNaN(at(place)))
          : inside.find((place) => at(place) === largest);
        expect(gotValues[i]).toEqual(at(expected!));
        expect(gotIndices[i]).toBe(expected);
      });
    }
  });
});

describe("softmax and logSoftmax", () => {
  test("random views and axes", () => {
    const rng = new Rng(20);
    for (let round = 0; round < 200; round++) {
      const shape = randomShape(rng, 1 + rng.int(4), 6);
      const axis = rng.int(shape.length);
      const dtype = pick(rng, floats);
      const x = randomView(rng, shape, dtype, { number: (rng) => 5 * rng.normal() });
      const [soft, log] = [softmax(tensorOf(x), axis).view, logSoftmax(tensorOf(x), axis).view];
      const powers = elementsOf(x).map(Math.exp);
      const places = positions(shape);
      const sums = new Map<string, number>();
      const line = (at: number[]) => at.with(axis, 0).join();
      places.forEach((at, i) => {
        sums.set(line(at), (sums.get(line(at)) ?? 0) + powers[i]!);
      });
      const expected = places.map((at, i) => powers[i]! / sums.get(line(at))!);
      expectClose(soft, expected);
      expectClose(log, expected.map(Math.log));
    }
  });

  test("large numbers do not overflow, and a NaN or a line of −∞ gives NaN", () => {
    const x = viewOf([1e30, 1e30, -Infinity, 0, Number.NaN, 1, -Infinity, -Infinity], [4, 2], "float32");
    const soft = softmax(tensorOf(x), 1).view;
    expect(elementsOf(soft)).toEqual([0.5, 0.5, 0, 1, Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
    expect(elementsOf(logSoftmax(tensorOf(x), 1).view).slice(2, 4)).toEqual([-Infinity, 0]);
  });
});
