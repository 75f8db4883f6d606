import type { Shape } from "@cambium/tensor";
import { type SummaryOptions, summary } from "./summary.ts";

/**
 * The part of an input image that decides the places of a result, if windows lead from one to the other: row i of the
 * result sees the rows start[0] + i·stride[0] … start[0] + i·stride[0] + size[0] − 1 of the input, columns likewise.
 * Of sequences, columns are the places, and there is one row.
 */
export interface ReceptiveField {
  /** Rows and columns that one place of the result sees. */
  readonly size: readonly [height: number, width: number];
  /** Rows and columns that this part moves from one place of the result to the next. */
  readonly stride: readonly [height: number, width: number];
  /** The first row and column that the first place sees; negative where it begins in a padding. */
  readonly start: readonly [top: number, left: number];
}

/**
 * What each place of a model's result sees of the input. L layers of kernel size K and stride 1 see 1 + L·(K − 1) places
 * across; in general
 *
 * size ← size + dilation·(kernel − 1)·stride, start ← start − padding·stride, then stride ← stride·(stride of the layer)
 *
 * Where branches meet it is what covers all of them. It is found by listening to the ops, so that any model has one:
 * convolutions and pooling, elementwise ops and concatenated channels keep track. Statistics over an image (group
 * normalization), transposed convolutions and linear layers after a `Flatten` do not. {@link summary} has one for each layer.
 *
 * @param model As for {@link summary}.
 * @param inputShape [N, C, H, W], or [N, C, L].
 * @returns Undefined if it is not known, or the whole input is seen.
 * @throws As {@link summary}.
 * @see Araujo, Norris, Sim: Computing receptive fields of convolutional neural networks (2019).
 * @example
 * receptiveField(new Sequential(new Conv2d(1, 8, 3, { rng }), new MaxPool2d(2)), [1, 1, 28, 28])?.size; // [4, 4]
 */
export function receptiveField(
  model: object,
  inputShape: Shape,
  options: SummaryOptions = {},
): ReceptiveField | undefined {
  return summary(model, inputShape, options).receptiveField;
}
