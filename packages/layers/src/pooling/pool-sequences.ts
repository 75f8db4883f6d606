import { formatShape, ShapeError, scope, squeeze, type Tensor, unsqueeze } from "@cambium/tensor";

/** How a window of a pooling slides over a sequence. */
export interface Pool1dOptions {
  /** Places from one window to the next, at least 1. Default: the kernel size. */
  readonly stride?: number;
  /** Places added at each end; at most half of the kernel size. Default: 0. */
  readonly padding?: number;
  /** Whether a last window may reach beyond the padded sequence. Default: false. */
  readonly ceilMode?: boolean;
}

/**
 * Pools sequences [N, C, L] as images of one row.
 *
 * @throws {ShapeError} If x is no batch of sequences.
 */
export function poolSequences(layer: string, x: Tensor, pool: (images: Tensor) => Tensor): Tensor {
  if (x.rank === 3) return scope(() => squeeze(pool(unsqueeze(x, 2)), 2));
  throw new ShapeError(
    `${layer}: needs sequences [N, C, L]: got ${formatShape(x.shape)}. Use unsqueeze for a missing dimension.`,
  );
}
