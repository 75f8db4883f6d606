import type { Image } from "@cambium/data-augment";

/** Red, green and blue, each from 0 to 255. */
type Color = readonly [number, number, number];

/**
 * Color of a shape at a position, where (0, 0) is the upper left and (1, 1) the lower right corner. Undefined outside of the
 * shape.
 */
type Shape = (x: number, y: number) => Color | undefined;

const between = (from: Color, to: Color, share: number): Color => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

const box =
  (left: number, top: number, right: number, bottom: number, color: Color): Shape =>
  (x, y) =>
    x >= left && x < right && y >= top && y < bottom ? color : undefined;

const disc =
  (centerX: number, centerY: number, radius: number, inner: Color, outer: Color): Shape =>
  (x, y) => {
    const distance = Math.sqrt((x - centerX) ** 2 + (y - centerY) ** 2) / radius;
    return distance < 1 ? between(inner, outer, distance) : undefined;
  };

/** A symmetric mountain with a white top. */
const mountain =
  (peak: number, top: number, slope: number, color: Color): Shape =>
  (x, y) => {
    const height = y - top - slope * Math.abs(x - peak);
    if (height < 0 || y > 0.58) return undefined;
    const jagged = y - top - 0.03 * Math.abs(((x * 40) % 2) - 1);
    return jagged < 0.09 ? [245, 248, 255] : between(color, [60, 60, 80], x > peak ? 0.6 : 0);
  };

const sky: Shape = (_, y) => between([60, 120, 220], [250, 190, 150], y / 0.58);

/** Water that reflects the sky in stripes, which get closer to each other toward the horizon. */
const lake: Shape = (x, y) => {
  if (y < 0.58 || y > 0.78) return undefined;
  const depth = 1 / (y - 0.5);
  return (depth * 3 + x * 0.6) % 1 < 0.35
    ? [190, 200, 220]
    : between([70, 120, 180], [20, 60, 110], (y - 0.58) / 0.2);
};

const meadow: Shape = (x, y) =>
  y >= 0.78 ? between([120, 180, 60], [40, 100, 30], (y - 0.78) / 0.22 + 0.2 * x) : undefined;

const roof: Shape = (x, y) =>
  y >= 0.46 && y < 0.58 && Math.abs(x - 0.26) < (y - 0.46) * 1.5 ? [90, 40, 50] : undefined;

/** Black and white squares. */
const board: Shape = (x, y) => {
  if (x < 0.62 || x >= 0.86 || y < 0.82 || y >= 0.98) return undefined;
  return (Math.floor(x * 25) + Math.floor(y * 25)) % 2 === 0 ? [245, 245, 240] : [30, 30, 35];
};

/** Seven strips of the colors of the rainbow. */
const strips: Shape = (x, y) => {
  if (x < 0.92 || x >= 0.98 || y < 0.6 || y >= 0.98) return undefined;
  const colors: readonly Color[] = [
    [230, 30, 40],
    [245, 140, 20],
    [250, 230, 40],
    [40, 180, 70],
    [40, 200, 210],
    [50, 70, 220],
    [160, 50, 190],
  ];
  return colors[Math.floor(((y - 0.6) / 0.38) * 7)];
};

/** A white sign with strokes like letters: five rows of twelve bits. */
const letters = ["111010010111", "100010010101", "100011110111", "100010010101", "111010010111"];
const sign: Shape = (x, y) => {
  if (x < 0.06 || x >= 0.48 || y < 0.84 || y >= 0.97) return undefined;
  const [column, row] = [Math.floor((x - 0.09) / 0.03), Math.floor((y - 0.855) / 0.02)];
  return letters[row]?.[column] === "1" ? [20, 20, 90] : [250, 250, 235];
};

/** Shapes from back to front. */
const shapes: readonly Shape[] = [
  sky,
  disc(0.78, 0.16, 0.1, [255, 250, 200], [255, 210, 90]),
  mountain(0.32, 0.2, 0.75, [110, 100, 130]),
  mountain(0.66, 0.28, 0.6, [130, 110, 110]),
  lake,
  meadow,
  box(0.13, 0.56, 0.39, 0.8, [200, 60, 50]),
  roof,
  box(0.17, 0.61, 0.23, 0.67, [255, 230, 120]),
  box(0.29, 0.61, 0.35, 0.67, [255, 230, 120]),
  box(0.23, 0.68, 0.29, 0.8, [60, 90, 170]),
  box(0.545, 0.62, 0.575, 0.84, [100, 65, 40]),
  disc(0.56, 0.56, 0.1, [70, 160, 70], [20, 90, 40]),
  sign,
  board,
  strips,
];

/** Number of samples of a pixel along each side, for smooth edges. */
const SAMPLES = 4;

/** A landscape with a house, a sign and patterns in bright, dark and saturated colors. It is the same on every machine. */
export function drawScene(size: number): Image {
  const plane = size * size;
  const data = new Uint8Array(3 * plane);
  for (let at = 0; at < plane; at++) {
    const sum: [number, number, number] = [0, 0, 0];
    for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
      const x = ((at % size) + ((sample % SAMPLES) + 0.5) / SAMPLES) / size;
      const y = (Math.floor(at / size) + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) / size;
      colorAt(x, y).forEach((value, channel) => {
        sum[channel]! += value;
      });
    }
    sum.forEach((value, channel) => {
      data[channel * plane + at] = Math.min(255, Math.max(0, value / (SAMPLES * SAMPLES)));
    });
  }
  return { data, shape: [3, size, size] };
}

function colorAt(x: number, y: number): Color {
  for (let i = shapes.length - 1; i > 0; i--) {
    const color = shapes[i]!(x, y);
    if (color) return color;
  }
  return sky(x, y)!;
}
