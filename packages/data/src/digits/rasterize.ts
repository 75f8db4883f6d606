import type { Point } from "./path.ts";

/** Side of an image in pixels. */
export const SIDE = 28;
/** Longer side, in pixels, of the box that the ink is fitted to, as in MNIST. */
const BOX = 20;

/** Point of a pen path with its radius in pixels and its darkness in [0, 1]. */
export interface InkPoint extends Point {
  readonly radius: number;
  readonly ink: number;
}

/** Scales and moves all strokes so that a pen of this radius, in pixels, draws them within the box. */
export function fitToBox(strokes: readonly (readonly Point[])[], radius: number): Point[][] {
  const points = strokes.flat();
  const [left, right] = extent(points.map((point) => point.x));
  const [top, bottom] = extent(points.map((point) => point.y));
  const scale = (BOX - 2 * radius) / Math.max(right - left, bottom - top);
  const place = ({ x, y }: Point) => ({
    x: SIDE / 2 + scale * (x - (left + right) / 2),
    y: SIDE / 2 + scale * (y - (top + bottom) / 2),
  });
  return strokes.map((stroke) => stroke.map(place));
}

function extent(values: readonly number[]): [least: number, greatest: number] {
  return [Math.min(...values), Math.max(...values)];
}

/**
 * Draws a stroke into a canvas of SIDE × SIDE darkness values, keeping the darker of the old and the new value.
 *
 * At distance d from a segment of the path with radius r the darkness is
 * max(ink · min((r − d) / softness + 1/2, 1), 0).
 */
export function drawStroke(canvas: Float64Array, stroke: readonly InkPoint[], softness: number): void {
  stroke.forEach((end, index) => {
    drawPiece(canvas, stroke[index - 1] ?? end, end, softness);
  });
}

function drawPiece(canvas: Float64Array, start: InkPoint, end: InkPoint, softness: number): void {
  const reach = Math.max(start.radius, end.radius) + softness / 2;
  const [left, right] = pixels(start.x, end.x, reach);
  const [top, bottom] = pixels(start.y, end.y, reach);
  const dx = end.x - start.x;
  const dy = end.y - start.y;
  const lengthSquared = dx * dx + dy * dy || 1;
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const x = column + 0.5 - start.x;
      const y = row + 0.5 - start.y;
      const along = Math.min(Math.max((x * dx + y * dy) / lengthSquared, 0), 1);
      const acrossX = x - along * dx;
      const acrossY = y - along * dy;
      const distance = Math.sqrt(acrossX * acrossX + acrossY * acrossY);
      const radius = start.radius + along * (end.radius - start.radius);
      const ink = start.ink + along * (end.ink - start.ink);
      const darkness = ink * Math.min((radius - distance) / softness + 0.5, 1);
      const at = row * SIDE + column;
      if (darkness > (canvas[at] as number)) canvas[at] = darkness;
    }
  }
}

/** First and last pixel within `reach` of the interval from a to b. */
function pixels(a: number, b: number, reach: number): [first: number, last: number] {
  const first = Math.floor(Math.min(a, b) - reach);
  const last = Math.floor(Math.max(a, b) + reach);
  return [Math.max(first, 0), Math.min(last, SIDE - 1)];
}

/** Shift in whole pixels that moves the center of mass to the center of the image, as in MNIST. */
export function centering(canvas: Float64Array): { right: number; down: number } {
  let mass = 0;
  let x = 0;
  let y = 0;
  forEachInked(canvas, (darkness, row, column) => {
    mass += darkness;
    x += darkness * column;
    y += darkness * row;
  });
  return { right: Math.round(SIDE / 2 - x / mass), down: Math.round(SIDE / 2 - y / mass) };
}

/** Calls a function for each pixel of a canvas that is not blank, row by row. */
export function forEachInked(
  canvas: Float64Array,
  visit: (darkness: number, row: number, column: number) => void,
): void {
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const darkness = canvas[row * SIDE + column] as number;
      if (darkness > 0) visit(darkness, row, column);
    }
  }
}
