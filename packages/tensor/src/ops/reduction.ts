import type { ReduceOp } from "../backend.ts";
import { checkOptions } from "../checks/check-options.ts";
import { requireTensor } from "../checks/require-tensor.ts";
import { type KernelOp, runOp1 } from "../op.ts";
import { denseStrides, normalizeAxes, type Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import type { View } from "../view.ts";
import { cast } from "./cast.ts";

/** Dimensions of a reduction: one or several, which may count from the end. Undefined means all. */
export type Dims = number | readonly number[] | undefined;

/** Options of reductions. */
export interface ReduceOptions {
  /** Keeps the reduced dimensions, with size 1. Default: false. */
  readonly keepDim?: boolean;
}

/** Keeps the reduced dimensions, so that the result broadcasts to the shape of the input. */
export const kept: ReduceOptions = { keepDim: true };

/** Attributes of a reduction. */
export interface ReduceAttributes {
  readonly axes: readonly number[];
  readonly keepDim: boolean;
}

/** Shape with the reduced sizes 1. */
export function keptShape(shape: Shape, axes: readonly number[]): Shape {
  return shape.map((size, i) => (axes.includes(i) ? 1 : size));
}

/** Shape after a reduction. */
export function reducedShape(shape: Shape, { axes, keepDim }: ReduceAttributes): Shape {
  return keepDim ? keptShape(shape, axes) : shape.filter((_, i) => !axes.includes(i));
}

/** Output of a reduction as kernels need it: with the reduced sizes 1. */
export function keptView(out: View, shape: Shape): View {
  return { ...out, shape, strides: denseStrides(shape) };
}

/** Makes the op of a reduction by the kernel of this name. */
export function reduction(
  name: ReduceOp,
  vjp: NonNullable<KernelOp<ReduceAttributes>["vjp"]>,
): KernelOp<ReduceAttributes> {
  return {
    name,
    infer: ([x], attributes) => [{ shape: reducedShape(x!.shape, attributes), dtype: x!.dtype }],
    kernel: (backend, [x], { axes }, [out]) =>
      backend.reduce(name, x!, axes, keptView(out!, keptShape(x!.shape, axes))),
    vjp,
  };
}

/**
 * Returns the attributes of a reduction after checking dimensions and options.
 *
 * @throws {TypeError} If `dim` or `options` has the wrong type, or an option does not exist.
 * @throws {RangeError} If a dimension does not exist.
 */
export function attributesOf(
  op: string,
  x: Tensor,
  dim: Dims,
  options: ReduceOptions | undefined,
): ReduceAttributes {
  requireTensor(op, x);
  const axes = normalizeAxes(op, dim, x.rank);
  if (options === undefined) return { axes, keepDim: false };
  checkOptions(op, options, ["keepDim"]);
  return { axes, keepDim: options.keepDim ?? false };
}

/** Reduces `converted`, and frees it if it is not `x` itself. */
export function reduceAs(
  op: KernelOp<ReduceAttributes>,
  x: Tensor,
  converted: Tensor,
  attributes: ReduceAttributes,
): Tensor {
  const reduced = runOp1(op, [converted], attributes);
  if (converted !== x) converted.dispose();
  return reduced;
}

/** Converts bool to int32, for sums and products. */
export function countable(x: Tensor): Tensor {
  return x.dtype === "bool" ? cast(x, "int32") : x;
}

/** Number of elements from which each result of a reduction is computed. */
export function reducedCount(shape: Shape, { axes }: ReduceAttributes): number {
  let count = 1;
  for (const axis of axes) count *= shape[axis]!;
  return count;
}
