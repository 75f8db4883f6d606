import { formatShape, ShapeError } from "@cambium/tensor";
import { bounds, inWords, requireFinite, requireInteger } from "@cambium/tensor/checks";
import type { Frame } from "./image/frame.ts";

/** A number, or the ends of the range that it is drawn from. */
export type Range = number | readonly [least: number, greatest: number];

/** Height and width. One number stands for both. */
export type Size = number | readonly [height: number, width: number];

/** Value of pixels from outside of the image, in the units of the image: one for all channels, or one for each. */
export type Fill = number | readonly number[];

/**
 * Ends of a range. A single number is both.
 *
 * @throws {RangeError} If the ends are not finite, not in order, or not within [lowest, highest].
 */
export function checkedRange(
  op: string,
  option: string,
  range: Range,
  lowest: number = Number.NEGATIVE_INFINITY,
  highest: number = Number.POSITIVE_INFINITY,
): readonly [number, number] {
  const [least, greatest] = pairOf(range);
  const finite = Number.isFinite(least) && Number.isFinite(greatest);
  if (finite && lowest <= least && least <= greatest && greatest <= highest) return [least, greatest];
  throw new RangeError(
    `${op}: ${option} must be a finite number or [least, greatest]${bounds(lowest, highest)}: got ${text(range)}.`,
  );
}

/** Pair of numbers, of which a single number is both; NaN for anything else. */
export function pairOf(value: number | readonly [number, number]): readonly [number, number] {
  if (typeof value === "number") return [value, value];
  return Array.isArray(value) && value.length === 2 ? value : [Number.NaN, Number.NaN];
}

/**
 * Range that a spread or a pair describes: [max(lowest, center − spread), center + spread], or the pair itself.
 *
 * @throws {RangeError} If the spread is negative or an end is outside of [lowest, highest].
 */
export function spreadRange(
  op: string,
  option: string,
  spread: Range,
  center: number,
  lowest: number,
  highest: number = Number.POSITIVE_INFINITY,
): readonly [number, number] {
  if (typeof spread !== "number") return checkedRange(op, option, spread, lowest, highest);
  if (spread >= 0 && center + spread <= highest && spread < Number.POSITIVE_INFINITY) {
    return [Math.max(lowest, center - spread), center + spread];
  }
  throw new RangeError(
    `${op}: ${option} must be a spread${bounds(0, highest - center)} or [least, greatest]: got ${inWords(spread)}.`,
  );
}

/**
 * Checks that a number is in [lowest, highest].
 *
 * @throws {RangeError} If it is not.
 */
export function checkNumber(
  op: string,
  option: string,
  value: number,
  lowest: number,
  highest: number,
): void {
  if (Number.isFinite(value) && value >= lowest && value <= highest) return;
  throw new RangeError(
    `${op}: ${option} must be a finite number${bounds(lowest, highest)}: got ${inWords(value)}.`,
  );
}

/**
 * Checks a size and returns height and width.
 *
 * @throws {RangeError} If one is not an integer of at least 1.
 */
export function checkedSize(op: string, size: Size): readonly [height: number, width: number] {
  const pair = pairOf(size);
  if (pair.every((edge) => Number.isSafeInteger(edge) && edge > 0)) return pair;
  throw new RangeError(
    `${op}: size must be a whole number of at least 1 or [height, width]: got ${text(size)}.`,
  );
}

/**
 * Checks a fill and returns the value for each channel.
 *
 * @param option Name of the option, for messages.
 * @throws {TypeError} If it is neither a number nor an array.
 * @throws {ShapeError} If an array does not have one number for each channel.
 * @throws {RangeError} If a number is not finite, or not an integer in [0, 255] for a byte image.
 */
export function fillOf(op: string, fill: Fill, { sizes, type }: Frame, option = "fill"): readonly number[] {
  const [channels] = sizes;
  const values = typeof fill === "number" ? new Array<number>(channels).fill(fill) : fill;
  if (!Array.isArray(values)) {
    throw new TypeError(`${op}: ${option} must be a number, or one for each channel: got ${inWords(fill)}.`);
  }
  if (values.length !== channels) {
    throw new ShapeError(
      `${op}: ${option} has ${values.length} numbers, but the image has ${channels} channels: got ${formatShape(values)}. ` +
        "Give one number, or one for each channel.",
    );
  }
  for (const value of values) {
    if (type === "uint8") requireInteger(op, `${option} of a byte image`, value, 0, 255);
    else requireFinite(op, option, value);
  }
  return values;
}

/** Text for an option in messages. */
export function text(value: unknown): string {
  return Array.isArray(value) ? formatShape(value) : inWords(value);
}

/**
 * Refuses arguments after the last parameter, such as the second one of brightness(0.8, 1.2), which would be ignored.
 *
 * @param call The call to write.
 * @throws {TypeError} If there are any.
 */
export function requireNoMore(op: string, more: readonly unknown[], call: string): void {
  if (more.length === 0) return;
  throw new TypeError(`${op}: there is an argument too many: ${inWords(more[0])}. Write ${call}.`);
}
