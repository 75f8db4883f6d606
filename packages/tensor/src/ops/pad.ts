import { checkNames } from "../checks/check-names.ts";
import { requireOneOf } from "../checks/require-one-of.ts";
import { requireTensor } from "../checks/require-tensor.ts";
import { tensor } from "../create.ts";
import { ShapeError } from "../errors.ts";
import { scope } from "../scope.ts";
import { formatShape, requireList } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { expand } from "./expand.ts";
import { indexSelect } from "./gather.ts";
import { embed } from "./slice.ts";
import { reshape } from "./view-ops.ts";

/** Kind of padding: a constant, or elements of the tensor, mirrored, repeated at the edge, or wrapped around. */
export type PadMode = "constant" | "reflect" | "replicate" | "circular";

const padModes: readonly PadMode[] = ["constant", "reflect", "replicate", "circular"];

/** Options of {@link pad}. */
export interface PadOptions {
  /** Default: constant. */
  readonly mode?: PadMode;
  /** Value of constant padding. Default: 0. */
  readonly value?: number;
}

/** Numbers of elements added before the first and after the last element of a dimension. */
export type Padding = readonly [before: number, after: number];

/** Index in a dimension of `size` of the element that padding copies to index `i`, which may be outside of the dimension. */
const sources: Readonly<Record<Exclude<PadMode, "constant">, (i: number, size: number) => number>> = {
  reflect: (i, size) => (i < 0 ? -i : i >= size ? 2 * (size - 1) - i : i),
  replicate: (i, size) => Math.min(Math.max(i, 0), size - 1),
  circular: (i, size) => (i + size) % size,
};

/** Largest padding that a mode allows on one side of a dimension of `size`. */
function limit(mode: PadMode, size: number): number {
  if (mode === "reflect") return size - 1;
  if (mode === "circular") return size;
  return mode === "replicate" && size === 0 ? 0 : Number.POSITIVE_INFINITY;
}

function check(x: Tensor, padding: readonly Padding[], mode: PadMode): void {
  if (padding.length !== x.rank) {
    throw new ShapeError(
      `pad: ${padding.length} pairs for ${x.rank} dimensions of ${formatShape(x.shape)}. Give [before, after] for each.`,
    );
  }
  padding.forEach((pair, axis) => {
    const most = limit(mode, x.shape[axis]!);
    requireList("pad", `the padding of dimension ${axis}`, pair, "[1, 1]");
    if (pair.length === 2 && pair.every((n) => Number.isInteger(n) && n >= 0 && n <= most)) return;
    const bound = Number.isFinite(most)
      ? ` and at most ${most} for mode ${mode} and size ${x.shape[axis]}`
      : "";
    throw new RangeError(
      `pad: dimension ${axis} gets [${pair}]: each must be a whole number of at least 0${bound}.`,
    );
  });
}

/** Pads one dimension with copies of its elements. */
function padAxis(
  x: Tensor,
  axis: number,
  [before, after]: Padding,
  mode: Exclude<PadMode, "constant">,
): Tensor {
  if (before === 0 && after === 0) return x;
  const size = x.shape[axis]!;
  const places = Int32Array.from({ length: before + size + after }, (_, i) =>
    sources[mode](i - before, size),
  );
  return indexSelect(x, axis, tensor(places, { backend: x.backend }));
}

/**
 * Pads a tensor.
 *
 * @param padding [before, after] for each dimension, first to last.
 * @param options `mode`: constant (default), reflect (the edge is not repeated), replicate, circular; `value`: the
 *   constant, default 0.
 * @throws {ShapeError} If there is not one pair for each dimension.
 * @throws {RangeError} If a padding is negative or more than the mode allows.
 */
export function pad(x: Tensor, padding: readonly Padding[], options: PadOptions = {}): Tensor {
  requireTensor("pad", x);
  requireList("pad", "padding", padding, "[[1, 1], [0, 0]]");
  checkNames("pad", options, ["mode", "value"]);
  const { mode = "constant", value = 0 } = options;
  requireOneOf("pad", "mode", mode, padModes);
  check(x, padding, mode);
  if (mode !== "constant") {
    return scope(() => padding.reduce((padded, pair, axis) => padAxis(padded, axis, pair, mode), x));
  }
  const shape = x.shape.map((size, axis) => size + padding[axis]![0] + padding[axis]![1]);
  const starts = padding.map(([before]) => before);
  return embed(x, shape, { starts, steps: starts.map(() => 1), sizes: x.shape }, value);
}

/**
 * Repeats a tensor `repeats[i]` times along dimension i. If shape and repeats differ in length, the shorter one is
 * padded with 1 at the front.
 *
 * @throws {RangeError} If a repeat is not a whole number of at least 0.
 */
export function tile(x: Tensor, repeats: readonly number[]): Tensor {
  requireTensor("tile", x);
  requireList("tile", "repeats", repeats);
  if (!repeats.every((n) => Number.isInteger(n) && n >= 0)) {
    throw new RangeError(`tile: repeats must be whole numbers of at least 0: got ${formatShape(repeats)}.`);
  }
  const rank = Math.max(x.rank, repeats.length);
  const sizes = [...new Array<number>(rank - x.rank).fill(1), ...x.shape];
  const times = [...new Array<number>(rank - repeats.length).fill(1), ...repeats];
  const interleaved = sizes.flatMap((size, i) => [times[i]!, size]);
  return scope(() => {
    const repeated = expand(
      reshape(
        x,
        sizes.flatMap((size) => [1, size]),
      ),
      interleaved,
    );
    return reshape(
      repeated,
      sizes.map((size, i) => size * times[i]!),
    );
  });
}
