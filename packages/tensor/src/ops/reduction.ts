import type { ReduceOp } from "../backend.ts";
import { checkOptions } from "../checks/check-options.ts";
import { requireTensor } from "../checks/require-tensor.ts";
import { type KernelOp, runOp1 } from "../op.ts";
import { denseStrides, normalizeAxes, type Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import type { View } from "../view.ts";
import { cast } from "./cast.ts";

/** Dimensions of a reduction: one or several, which may count from the end. Undefined stands for all. */
export type Dims = number | readonly number[] | undefined;

/** Options of reductions. */
export interface ReduceOptions {
  /** Keeps the reduced dimensions, with size 1. Default: false. */
  readonly keepDim?: boolean;
}

/** Keeps the reduced dimensions, for results that broadcast against what was reduced. */
export const kept: ReduceOptions = { keepDim: true };

/** What a reduction is told. */
export interface ReduceAttributes {
  readonly axes: readonly number[];
  readonly keepDim: boolean;
}

/** The shape with the reduced sizes 1. */
export function keptShape(shape: Shape, axes: readonly number[]): Shape {
  return shape.map((size, i) => (axes.includes(i) ? 1 : size));
}

/** The shape after a reduction. */
export function reducedShape(shape: Shape, { axes, keepDim }: ReduceAttributes): Shape {
  return keepDim ? keptShape(shape, axes) : shape.filter((_, i) => !axes.includes(i));
}

/** The output of a reduction as kernels want it: with the reduced sizes 1. */
export function keptView(out: View, shape: Shape): View {
  return { ...out, shape, strides: denseStrides(shape) };
}

/** A reduction by a kernel of this name. */
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
 * The attributes of a reduction, with dimensions and options checked.
 *
 * @throws {TypeError} If `dim` or `options` is of another kind, or there is an unknown option.
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

/** Reduces `converted`, and frees it if converting `x` made it. */
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

/** bool counts as int32 in sums and products. */
export function countable(x: Tensor): Tensor {
  return x.dtype === "bool" ? cast(x, "int32") : x;
}

/** Number of elements that each result of a reduction comes from. */
export function reducedCount(shape: Shape, { axes }: ReduceAttributes): number {
  let count = 1;
  for (const axis of axes) count *= shape[axis]!;
  return count;
}
