import { checkOptions } from "../checks/check-options.ts";
import { inWords } from "../checks/in-words.ts";
import { requireTensor } from "../checks/require-tensor.ts";
import { zeros } from "../create.ts";
import { type KernelOp, runOp } from "../op.ts";
import { scope } from "../scope.ts";
import { normalizeAxis } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { scatterAdd } from "./gather.ts";
import { type Range, slice } from "./slice.ts";

/** Sorted elements and their indices. */
export interface Sorted {
  /** Sorted elements, with the type and shape of x. {@link topK} gives k elements along the dimension. */
  readonly values: Tensor;
  /** Indices of the elements along the dimension, int32, with the shape of `values`. */
  readonly indices: Tensor;
}

const sortOp: KernelOp<{ readonly axis: number; readonly descending: boolean }> = {
  name: "sort",
  infer: ([x]) => [
    { shape: x!.shape, dtype: x!.dtype },
    { shape: x!.shape, dtype: "int32" },
  ],
  kernel: (backend, [x], { axis, descending }, [values, indices]) =>
    backend.sort(x!, axis, descending, values!, indices!),
  vjp: ({ inputs: [x], outputs: [, indices], attributes: { axis } }, [g]) => [
    g && scatterAdd(zeros(x!.shape, { dtype: x!.dtype, backend: x!.backend }), axis, indices!, g),
  ],
};

/** Options of {@link sort}. */
export interface SortOptions {
  /** Puts the largest first. Default: false. */
  readonly descending?: boolean;
}

/** Options of {@link topK}. */
export interface TopKOptions {
  /** Takes the largest elements rather than the smallest. Default: true. */
  readonly largest?: boolean;
}

/**
 * Sorts along a dimension. The sort is stable in both directions: equal elements keep their order. NaN counts as the
 * largest element, so it is last, or first with `descending`, as in PyTorch.
 *
 * @param dim Default: −1, the last.
 */
export function sort(x: Tensor, dim = -1, options: SortOptions = {}): Sorted {
  requireTensor("sort", x);
  const axis = normalizeAxis("sort", dim, x.rank);
  checkOptions("sort", options, ["descending"]);
  const { descending = false } = options;
  const [values, indices] = runOp(sortOp, [x], { axis, descending }) as [Tensor, Tensor];
  return { values, indices };
}

/**
 * Returns the k largest (or smallest) elements along a dimension, in descending (or ascending) order. NaN counts as the
 * largest element.
 *
 * @param dim Default: −1, the last.
 * @throws {RangeError} If k is not a whole number in [0, size of the dimension].
 */
export function topK(x: Tensor, k: number, dim = -1, options: TopKOptions = {}): Sorted {
  requireTensor("topK", x);
  const axis = normalizeAxis("topK", dim, x.rank);
  checkOptions("topK", options, ["largest"]);
  const { largest = true } = options;
  if (!Number.isInteger(k) || k < 0 || k > x.shape[axis]!) {
    throw new RangeError(
      `topK: k must be a whole number in [0, ${x.shape[axis]}], the size of dimension ${dim}: got ${inWords(k)}.`,
    );
  }
  const best: Range[] = [...new Array<null>(axis).fill(null), [0, k]];
  return scope(() => {
    const { values, indices } = sort(x, axis, { descending: largest });
    return { values: slice(values, best), indices: slice(indices, best) };
  });
}
