import { formatShape, type NestedData, type Shape, Tensor, type TypedArray } from "@cambium/tensor";
import { assert } from "vitest";

/** Allowed difference between a number and the wanted one: |got − wanted| ≤ atol + rtol·|wanted|. */
export interface Tolerance {
  /** Relative tolerance. Default: 1e-5. */
  readonly rtol?: number;
  /** Absolute tolerance. Default: 1e-6. */
  readonly atol?: number;
}

/** Numbers with a shape: a tensor, nested arrays, or a flat array of numbers. */
export type Values = Tensor | NestedData | TypedArray;

/** Elements in row-major order, and their shape. */
export interface Elements {
  readonly shape: Shape;
  readonly data: ArrayLike<number>;
}

/** Shape and elements of anything that holds numbers. Ragged arrays have the shape of their first rows. */
function elementsOf(values: Values): Elements {
  if (values instanceof Tensor) return { shape: values.shape, data: values.dataSync() };
  if (ArrayBuffer.isView(values)) return { shape: [values.length], data: values };
  const shape: number[] = [];
  for (let level: NestedData | undefined = values; Array.isArray(level); level = level[0])
    shape.push(level.length);
  const data: number[] = [];
  flattenInto(data, values);
  return { shape, data };
}

function flattenInto(data: number[], values: NestedData): void {
  if (Array.isArray(values)) for (const child of values) flattenInto(data, child);
  else data.push(Number(values));
}

/** Distance of a pair beyond the tolerance: 0 or less if it is close enough. NaN and infinities must be equal. */
function excess(got: number, wanted: number, rtol: number, atol: number): number {
  if (got === wanted || (Number.isNaN(got) && Number.isNaN(wanted))) return 0;
  if (!Number.isFinite(got) || !Number.isFinite(wanted)) return Number.POSITIVE_INFINITY;
  return Math.max(0, Math.abs(got - wanted) - (atol + rtol * Math.abs(wanted)));
}

/** Position of element number `index`, as written in messages. */
function placeOf(index: number, shape: Shape): string {
  const place = shape.map(() => 0);
  let rest = index;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    place[axis] = rest % shape[axis]!;
    rest = Math.floor(rest / shape[axis]!);
  }
  return formatShape(place);
}

/**
 * Describes the difference between `got` and `wanted`, or returns undefined if they are close. It is a different shape, or
 * the element furthest beyond the tolerance with the number of elements beyond it.
 */
function difference(got: Elements, wanted: Elements, tolerance: Tolerance = {}): string | undefined {
  const { rtol = 1e-5, atol = 1e-6 } = tolerance;
  if (formatShape(got.shape) !== formatShape(wanted.shape) || got.data.length !== wanted.data.length) {
    return `shape ${formatShape(got.shape)}, wanted ${formatShape(wanted.shape)}`;
  }
  let [worst, largest, count] = [0, 0, 0];
  for (let i = 0; i < got.data.length; i++) {
    const beyond = excess(got.data[i]!, wanted.data[i]!, rtol, atol);
    if (beyond > 0) count++;
    if (beyond > largest) [worst, largest] = [i, beyond];
  }
  if (count === 0) return undefined;
  return (
    `${count} of ${got.data.length} elements differ (rtol ${rtol}, atol ${atol}); ` +
    `the worst is ${placeOf(worst, got.shape)}: got ${got.data[worst]}, wanted ${wanted.data[worst]}`
  );
}

/**
 * Asserts that elements are close.
 *
 * @param what Prefix of the message of a failure.
 */
export function expectClose(what: string, got: Elements, wanted: Elements, tolerance: Tolerance = {}): void {
  const problem = difference(got, wanted, tolerance);
  if (problem !== undefined) assert.fail(`${what}: ${problem}`);
}

/**
 * Vitest matcher that passes if a tensor or nested arrays have the wanted shape and every element is close to the wanted
 * one: |got − wanted| ≤ atol + rtol·|wanted|. NaN and infinities must be equal.
 *
 * @example
 * expect.extend({ toBeClose });
 * expect(tanh(x)).toBeClose([0, 0.7616], { atol: 1e-4 });
 */
export function toBeClose(
  got: Values,
  wanted: Values,
  tolerance: Tolerance = {},
): {
  /** True if every element is close enough. */
  pass: boolean;
  /** Describes the largest difference, or for `not.toBeClose` says that nothing differs. */
  message: () => string;
} {
  const problem = difference(elementsOf(got), elementsOf(wanted), tolerance);
  return {
    pass: problem === undefined,
    message: () => `toBeClose: ${problem ?? "every element is close, which was not wanted"}`,
  };
}

declare module "vitest" {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    /** Passes if the shape is the same and every element is within `tolerance` of the wanted one; see `toBeClose`. */
    toBeClose(wanted: Values, tolerance?: Tolerance): R;
  }
}
