import { inWords } from "./checks/in-words.ts";
import { dimError } from "./dim-error.ts";
import { ShapeError } from "./errors.ts";

/** Sizes of the dimensions, the outermost first; `[]` is a scalar. */
export type Shape = readonly number[];

/** Number of elements of a shape. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (let i = 0; i < shape.length; i++) size *= shape[i] as number;
  return size;
}

/** Row-major strides of a dense tensor, in elements. */
export function denseStrides(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = stride;
    stride *= shape[i] as number;
  }
  return strides;
}

/** True if two shapes are the same. */
export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Formats a shape for messages: `[2, 3]`. */
export function formatShape(shape: Shape): string {
  return `[${shape.join(", ")}]`;
}

/**
 * Shape to which both broadcast: dimensions are aligned from the last, and sizes are equal or one of them is 1.
 *
 * @throws {ShapeError} If a pair of sizes differs and neither is 1.
 */
export function broadcastShapes(op: string, a: Shape, b: Shape): Shape {
  if (sameShape(a, b)) return a;
  const rank = Math.max(a.length, b.length);
  const shape = new Array<number>(rank);
  for (let i = 0; i < rank; i++) {
    const left = a[a.length - rank + i] ?? 1;
    const right = b[b.length - rank + i] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      throw new ShapeError(
        `${op}: shapes do not broadcast: ${formatShape(a)} and ${formatShape(b)} differ at dimension ${i - rank}, ` +
          `where sizes are ${left} and ${right}. Sizes must be equal or 1; reshape or expand one of them.`,
      );
    }
    shape[i] = left === 1 ? right : left;
  }
  return shape;
}

/**
 * Converts a dimension number that may count from the end to one in [0, rank).
 *
 * @throws {TypeError} If it is not a number.
 * @throws {RangeError} If it is outside [-rank, rank).
 */
export function normalizeAxis(op: string, axis: number, rank: number): number {
  if (typeof axis !== "number") throw dimError(op, axis);
  const normal = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || normal < 0 || normal >= rank) {
    throw new RangeError(
      `${op}: dimension ${axis} does not exist: the tensor has ${rank} dimension${rank === 1 ? "" : "s"}. ` +
        (rank === 0 ? "A scalar has none." : `Use one in [${-rank}, ${rank - 1}].`),
    );
  }
  return normal;
}

/** Numbers 0 … n−1. */
function firstNumbers(n: number): number[] {
  const numbers = new Array<number>(n);
  for (let i = 0; i < n; i++) numbers[i] = i;
  return numbers;
}

/**
 * Returns sorted dimension numbers for one number, several, or `undefined`, which means all. A scalar has no dimension,
 * but accepts 0 and −1.
 *
 * @throws {TypeError} If they are neither a number nor an array of numbers.
 * @throws {RangeError} If a dimension does not exist or is named twice.
 */
export function normalizeAxes(
  op: string,
  axes: number | readonly number[] | undefined,
  rank: number,
): number[] {
  const named = typeof axes === "number" ? [axes] : axes;
  if (named !== undefined && !Array.isArray(named)) throw dimError(op, axes);
  if (!named || (rank === 0 && named.every((axis) => axis === 0 || axis === -1))) return firstNumbers(rank);
  const normal = named.map((axis) => normalizeAxis(op, axis, rank)).sort((a, b) => a - b);
  const repeated = normal.find((axis, i) => axis === normal[i + 1]);
  if (repeated !== undefined) {
    throw new RangeError(
      `${op}: dimension ${repeated} is named twice: ${formatShape(named)}. Name each once.`,
    );
  }
  return normal;
}

/**
 * Checks that a list of numbers is an array: untyped code may pass the numbers as single arguments.
 *
 * @param what Name of the list, in the plural.
 * @param example Code of such a list, for the message.
 * @throws {TypeError} If it is not an array.
 */
export function requireList(op: string, what: string, list: unknown, example = "[2, 3]"): void {
  if (Array.isArray(list)) return;
  throw new TypeError(`${op}: ${what} must be an array: got ${inWords(list)}. Use brackets: ${example}.`);
}

/**
 * Checks that a shape is an array of whole numbers of at least 0.
 *
 * @throws {TypeError} If it is not an array.
 * @throws {ShapeError} If a size is not a whole number of at least 0.
 */
export function checkShape(op: string, shape: Shape): void {
  requireList(op, "sizes", shape);
  for (const size of shape) {
    if (!Number.isSafeInteger(size) || size < 0) {
      const sizes = shape.map(inWords).join(", ");
      throw new ShapeError(`${op}: sizes must be whole numbers of at least 0: got [${sizes}].`);
    }
  }
}
