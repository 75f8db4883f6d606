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

/** What is put around a tensor: a constant, or its own elements mirrored, repeated at the edge, or wrapped around. */
export type PadMode = "constant" | "reflect" | "replicate" | "circular";

const padModes: readonly PadMode[] = ["constant", "reflect", "replicate", "circular"];

/** Options of {@link pad}. */
export interface PadOptions {
  /** Default: constant. */
  readonly mode?: PadMode;
  /** What a constant padding consists of. Default: 0. */
  readonly value?: number;
}

/** Elements before the first and after the last of a dimension. */
export type Padding = readonly [before: number, after: number];

/** The place in a dimension of `size` whose element stands at place `i` of the padded one; i may lie outside. */
const sources: Readonly<Record<Exclude<PadMode, "constant">, (i: number, size: number) => number>> = {
  reflect: (i, size) => (i < 0 ? -i : i >= size ? 2 * (size - 1) - i : i),
  replicate: (i, size) => Math.min(Math.max(i, 0), size - 1),
  circular: (i, size) => (i + size) % size,
};

/** The most that a mode can pad a dimension of `size` on one side. */
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

/** Pads one dimension by taking elements of it again. */
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
 * Puts elements around a tensor.
 *
 * @param padding [before, after] for each dimension, first to last.
 * @param options `mode`: constant (default), reflect (the edge is not repeated), replicate, circular; `value`: the
 *   constant, default 0.
 * @throws {ShapeError} If there is not one pair a dimension.
 * @throws {RangeError} If a padding is negative or more than the mode can give.
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
 * Repeats a tensor `repeats[i]` times along dimension i; the shorter of shape and repeats is filled with 1 in front.
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
