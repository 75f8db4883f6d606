import { text } from "../options.ts";

/** Two numbers. */
export type Point = readonly [number, number];

/**
 * Checks an optional pair of finite numbers.
 *
 * @throws {RangeError} If it is anything else.
 */
export function checkedPoint(op: string, option: string, point: Point | undefined): Point | undefined {
  if (point === undefined || (Array.isArray(point) && point.length === 2 && point.every(Number.isFinite)))
    return point;
  throw new RangeError(`${op}: ${option} must be two finite numbers: got ${text(point)}.`);
}
