import type { Point } from "./path.ts";

/** Pixels along each side of an image. */
export const SIDE = 28;
/** Pixels along the longer side of the box that the ink is fitted to, as in MNIST. */
const BOX = 20;

/** A sample of the pen's way: where, how wide (radius in pixels) and how dark (0 to 1). */
export interface InkPoint extends Point {
  readonly radius: number;
  readonly ink: number;
}

/** Scales and moves all strokes together so that their ink, edges included, just fits the 20 × 20 box. */
export function fitToBox(strokes: readonly (readonly Point[])[], radius: number, aspect: number): Point[][] {
  const all = strokes.flat();
  const xs = all.map((point) => point.x);
  const ys = all.map((point) => point.y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const scale = (BOX - 2 * radius) / Math.max((right - left) * aspect, bottom - top);
  return strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({
      x: SIDE / 2 + scale * aspect * (x - (left + right) / 2),
      y: SIDE / 2 + scale * (y - (top + bottom) / 2),
    })),
  );
}

/**
 * Draws a stroke into a square canvas of SIDE × SIDE darkness values, keeping the darker of old and new.
 *
 * The darkness at distance d from a piece of the path with radius r is ink · clamp((r − d) / softness + 1/2, 0, 1).
 */
export function drawStroke(canvas: Float64Array, stroke: readonly InkPoint[], softness: number): void {
  stroke.forEach((end, index) => drawPiece(canvas, stroke[index - 1] ?? end, end, softness));
}

function drawPiece(canvas: Float64Array, start: InkPoint, end: InkPoint, softness: number): void {
  const reach = Math.max(start.radius, end.radius) + softness / 2;
  const left = Math.max(0, Math.floor(Math.min(start.x, end.x) - reach));
  const right = Math.min(SIDE - 1, Math.floor(Math.max(start.x, end.x) + reach));
  const top = Math.max(0, Math.floor(Math.min(start.y, end.y) - reach));
  const bottom = Math.min(SIDE - 1, Math.floor(Math.max(start.y, end.y) + reach));
  const dx = end.x - start.x;
  const dy = end.y - start.y;
  const lengthSquared = dx * dx + dy * dy || 1;
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const x = column + 0.5 - start.x;
      const y = row + 0.5 - start.y;
      const along = Math.min(Math.max((x * dx + y * dy) / lengthSquared, 0), 1);
      const distance = Math.sqrt((x - along * dx) ** 2 + (y - along * dy) ** 2);
      const radius = start.radius + along * (end.radius - start.radius);
      const covered = Math.min((radius - distance) / softness + 0.5, 1);
      const darkness = covered * (start.ink + along * (end.ink - start.ink));
      const at = row * SIDE + column;
      if (darkness > (canvas[at] as number)) canvas[at] = darkness;
    }
  }
}

/** Whole pixels by which to move the canvas so that its centre of mass comes to the centre of the image. */
export function centring(canvas: Float64Array): { right: number; down: number } {
  let mass = 0;
  let x = 0;
  let y = 0;
  canvas.forEach((darkness, at) => {
    mass += darkness;
    x += darkness * (at % SIDE);
    y += darkness * Math.floor(at / SIDE);
  });
  return { right: Math.round(SIDE / 2 - x / mass), down: Math.round(SIDE / 2 - y / mass) };
}
