import type { Rng, Shape, View, Window2d } from "@cambium/tensor";
import { elementsOf, positions } from "./cases.ts";

/** Window with the shapes of an image and of the result. */
export interface WindowCase {
  readonly window: Window2d;
  readonly image: Shape;
  /** Numbers of rows and columns of windows. */
  readonly output: readonly [number, number];
}

/** Random images and windows, with output sizes that fit, or with any: windows may extend far outside the image. */
export function randomWindow(rng: Rng, largest = 8): WindowCase {
  const pair = (from: number, to: number): [number, number] => [
    from + rng.int(to - from + 1),
    from + rng.int(to - from + 1),
  ];
  const window = { kernel: pair(1, 3), stride: pair(1, 3), padding: pair(0, 2), dilation: pair(1, 2) };
  const image = [rng.int(3), rng.int(4), ...pair(1, largest)];
  return { window, image, output: pair(0, 5) };
}

/** Position in the image of window element (kh, kw) for output (oh, ow); undefined outside the image. */
export function meeting(
  { kernel: _, stride, padding, dilation }: Window2d,
  [height, width]: readonly [number, number],
  [kh, kw, oh, ow]: readonly [number, number, number, number],
): [number, number] | undefined {
  const h = oh * stride[0] - padding[0] + kh * dilation[0];
  const w = ow * stride[1] - padding[1] + kw * dilation[1];
  return h < 0 || h >= height || w < 0 || w >= width ? undefined : [h, w];
}

/** Shape of windows [N, C, kH, kW, OH, OW]. */
export function windowsShape({ window, image, output }: WindowCase): number[] {
  return [image[0]!, image[1]!, ...window.kernel, ...output];
}

/** Row-major index of the image element for every element of the windows, or −1 outside the image. */
export function sources(windowCase: WindowCase): number[] {
  const [, channels, height, width] = windowCase.image as [number, number, number, number];
  return positions(windowsShape(windowCase)).map(([n, c, kh, kw, oh, ow]) => {
    const place = meeting(windowCase.window, [height, width], [kh!, kw!, oh!, ow!]);
    return place ? ((n! * channels + c!) * height + place[0]) * width + place[1] : -1;
  });
}

/** Wanted result of unfolding x. */
export function unfolded(x: View, windowCase: WindowCase): number[] {
  const values = elementsOf(x);
  return sources(windowCase).map((source) => (source < 0 ? 0 : values[source]!));
}
