import { inWords } from "../checks/in-words.ts";
import { requireTensor } from "../checks/require-tensor.ts";
import { fill } from "../create.ts";
import { ShapeError } from "../errors.ts";
import { type KernelOp, runOp1, runViewOp, type ViewOp } from "../op.ts";
import { scope } from "../scope.ts";
import { formatShape, normalizeAxes, requireList, type Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import type { View } from "../view.ts";
import { reshape } from "./view-ops.ts";

/**
 * Selection in a dimension: `null` for all of it, a number for a single index (the result does not have the dimension), or
 * `[start, stop, step]`. Each of these is optional or null. Negative indices count from the end, and step is at least 1.
 */
export type Range = null | number | readonly [start?: number | null, stop?: number | null, step?: number];

/** Position of a box of elements in a larger tensor. */
interface Placement {
  readonly starts: readonly number[];
  readonly steps: readonly number[];
  /** Sizes of the box. */
  readonly sizes: Shape;
}

function placed(x: View, { starts, steps, sizes }: Placement): View {
  const offset = starts.reduce((sum, start, i) => sum + start * x.strides[i]!, x.offset);
  return { ...x, offset, shape: sizes, strides: x.strides.map((stride, i) => stride * steps[i]!) };
}

const sliceOp: ViewOp<Placement> = {
  name: "slice",
  view: placed,
  vjp: ({ inputs: [x], attributes }, [g]) => [g && embed(g, x!.shape, attributes)],
};

const embedOp: KernelOp<Placement & { readonly shape: Shape; readonly value: number }> = {
  name: "embed",
  infer: ([x], { shape }) => [{ shape, dtype: x!.dtype }],
  kernel: (backend, [x], { value, ...placement }, [out]) => {
    fill(backend, out!, value);
    backend.copy(x!, placed(out!, placement));
  },
  vjp: ({ attributes }, [g]) => [g && runViewOp(sliceOp, g, attributes)],
};

/** Tensor of `shape` full of `value`, with `x` at the indices of a slice: the adjoint of slicing. */
export function embed(x: Tensor, shape: Shape, placement: Placement, value = 0): Tensor {
  return runOp1(embedOp, [x], { ...placement, shape, value });
}

/** Start, step and count of a range in a dimension of `size`. Indices out of bounds are clamped, as in Python. */
function resolve(range: Range, size: number, dim: number): { start: number; step: number; count: number } {
  if (range === null) return { start: 0, step: 1, count: size };
  if (typeof range === "number") {
    const place = range < 0 ? range + size : range;
    if (Number.isInteger(range) && place >= 0 && place < size) return { start: place, step: 1, count: 1 };
    throw new RangeError(
      `slice: place ${range} is outside dimension ${dim} of size ${size}. Use one in [${-size}, ${size - 1}].`,
    );
  }
  if (!Array.isArray(range)) throw notARange(range);
  const [first, last, step = 1] = range as Exclude<Range, number | null>;
  const odd = [first ?? 0, last ?? 0].find((place) => !Number.isInteger(place));
  if (odd !== undefined) {
    throw new RangeError(`slice: places must be whole numbers: got ${inWords(odd)}. Round it.`);
  }
  if (!Number.isInteger(step) || step < 1) {
    throw new RangeError(
      `slice: the step must be a whole number of at least 1: got ${inWords(step)}. Use flip to reverse.`,
    );
  }
  const clamp = (place: number): number => Math.min(Math.max(place < 0 ? place + size : place, 0), size);
  const start = clamp(first ?? 0);
  return { start, step, count: Math.max(0, Math.ceil((clamp(last ?? size) - start) / step)) };
}

function notARange(range: unknown): TypeError {
  return new TypeError(
    `slice: a range must be null, a number or [start, stop, step]: got ${inWords(range)}. ` +
      "Write slice(x, [null, [0, 2]]) for the first two columns.",
  );
}

/**
 * Returns a view of a part of `x`, like Python's `x[start:stop:step, …]`.
 *
 * @param ranges One for each dimension. Dimensions without a range are taken whole.
 * @throws {RangeError} If a single index is outside of its dimension, an index is not a whole number or a step is below 1.
 * @throws {ShapeError} If there are more ranges than dimensions.
 * @example
 * slice(x, [0]);              // first row
 * slice(x, [null, [1, -1]]);  // all but the first and last column
 */
export function slice(x: Tensor, ranges: readonly Range[]): Tensor {
  requireTensor("slice", x);
  requireList("slice", "ranges", ranges, "[null, [0, 2]]");
  if (ranges.length > x.rank) {
    throw new ShapeError(
      `slice: ${ranges.length} ranges for ${x.rank} dimensions of ${formatShape(x.shape)}. Leave some out.`,
    );
  }
  const parts = x.shape.map((size, dim) => resolve(ranges[dim] ?? null, size, dim));
  const sizes = parts.map((part) => part.count);
  const placement = { starts: parts.map((part) => part.start), steps: parts.map((part) => part.step), sizes };
  if (!ranges.some((range) => typeof range === "number")) return runViewOp(sliceOp, x, placement);
  return scope(() => runViewOp(dropOp, runViewOp(sliceOp, x, placement), ranges));
}

/** Removes the dimensions from which a single index was selected. The result is a view even if the input is not dense. */
const dropOp: ViewOp<readonly Range[]> = {
  name: "squeeze",
  view: (x, ranges) => {
    const stays = (_: number, dim: number): boolean => typeof ranges[dim] !== "number";
    return { ...x, shape: x.shape.filter(stays), strides: x.strides.filter(stays) };
  },
  vjp: ({ inputs: [x] }, [g]) => [g && reshape(g, x!.shape)],
};

const flipOp: ViewOp<readonly number[]> = {
  name: "flip",
  view: (x, axes) => {
    const reversed = axes.filter((axis) => x.shape[axis]! > 0);
    const offset = reversed.reduce((sum, axis) => sum + (x.shape[axis]! - 1) * x.strides[axis]!, x.offset);
    return { ...x, offset, strides: x.strides.map((stride, i) => (reversed.includes(i) ? -stride : stride)) };
  },
  vjp: ({ attributes }, [g]) => [g && flip(g, attributes)],
};

/** Returns a view with the order of elements reversed along some dimensions. Default: all. */
export function flip(x: Tensor, dims?: number | readonly number[]): Tensor {
  requireTensor("flip", x);
  return runViewOp(flipOp, x, normalizeAxes("flip", dims, x.rank));
}
