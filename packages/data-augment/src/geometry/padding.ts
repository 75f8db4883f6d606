import type { Frame } from "../image/frame.ts";
import { cutOut, type PaddingMode } from "../image/window.ts";
import { type Fill, fillOf, text } from "../options.ts";

/** Number of pixels to add: one number for all sides, one for each pair of sides, or one for each side. */
export type Padding =
  | number
  | readonly [leftAndRight: number, topAndBottom: number]
  | readonly [left: number, top: number, right: number, bottom: number];

/** Number of pixels to add on each side. */
export type Sides = readonly [left: number, top: number, right: number, bottom: number];

/**
 * Checks a padding and returns the number of pixels on each side.
 *
 * @throws {RangeError} If it is not 1, 2 or 4 integers of at least 0.
 */
export function checkedPadding(op: string, padding: Padding): Sides {
  const list: readonly number[] = typeof padding === "number" ? [padding] : padding;
  const valid = Array.isArray(list) && list.every((count) => Number.isSafeInteger(count) && count >= 0);
  if (valid && [1, 2, 4].includes(list.length)) {
    const [first = 0, second = first, third = first, fourth = second] = list;
    return [first, second, third, fourth];
  }
  throw new RangeError(
    `${op}: padding must be whole numbers of at least 0, one, [leftAndRight, topAndBottom] or ` +
      `[left, top, right, bottom]: got ${text(padding)}.`,
  );
}

/** Pads an image. */
export function addSides(op: string, frame: Frame, sides: Sides, mode: PaddingMode, fill: Fill): void {
  checkFits(op, frame, sides, mode);
  const [left, top, right, bottom] = sides;
  const [, height, width] = frame.sizes;
  const window = { top: -top, left: -left, height: height + top + bottom, width: width + left + right };
  cutOut(frame, window, mode, fillOf(op, fill, frame));
}

/**
 * Checks that mirroring or repeating an image once fills the padding.
 *
 * @throws {RangeError} If it is not.
 */
export function checkFits(op: string, { sizes }: Frame, sides: Sides, mode: PaddingMode): void {
  if (mode === "constant" || mode === "edge" || mode === "replicate") return;
  const [, height, width] = sizes;
  const spare = mode === "reflect" ? 1 : 0;
  const [left, top, right, bottom] = sides;
  if (Math.max(left, right) <= width - spare && Math.max(top, bottom) <= height - spare) return;
  throw new RangeError(
    `${op}: ${mode} padding of an image of ${height} × ${width} is at most ${height - spare} rows and ${width - spare} ` +
      `columns on a side: got ${text(sides)} (left, top, right, bottom). Use less, or padding mode "edge".`,
  );
}
