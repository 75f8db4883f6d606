import { inLayer } from "@cambium/module";
import { formatShape, ShapeError, squeeze, type Tensor, unsqueeze } from "@cambium/tensor";
import { requireCounts } from "@cambium/tensor/checks";
import { WindowPool } from "./window-pool.ts";

/** Options of pooling over sequences. */
export interface Pool1dOptions {
  /** Positions from one window to the next, at least 1. Default: the kernel size. */
  readonly stride?: number;
  /** Positions added at each end; at most half of the kernel size. Default: 0. */
  readonly padding?: number;
  /** True to keep a last window that reaches beyond the padded sequence. Default: false. */
  readonly ceilMode?: boolean;
}

/** Window and options of a pooling over images of one row. */
export interface RowPooling {
  readonly kernelSize: readonly [height: 1, width: number];
  readonly options: {
    readonly stride: readonly [1, number];
    readonly padding: readonly [0, number];
    readonly ceilMode: boolean;
  };
}

/** Pooling over sequences, which are pooled as images of one row. */
export abstract class Pool1d<Options extends Pool1dOptions> extends WindowPool<number, Options> {
  /** @throws {RangeError} If the kernel size is not a whole number of at least 1. */
  constructor(layer: string, kernelSize: number, options: Options) {
    requireCounts(layer, { kernelSize });
    super(kernelSize, options);
  }
}

/**
 * Pools sequences [N, C, L].
 *
 * @param pool Pools images [N, C, 1, L].
 * @throws {ShapeError} If x is not a batch of sequences.
 */
export function poolSequences(
  layer: Pool1d<Pool1dOptions>,
  x: Tensor,
  pool: (images: Tensor, row: RowPooling) => Tensor,
): Tensor {
  const { kernelSize, options } = layer;
  const { stride = kernelSize, padding = 0, ceilMode = false } = options;
  return inLayer(layer, { x }, () => {
    if (x.rank !== 3) {
      throw new ShapeError(
        `${layer}: needs sequences [N, C, L]: got ${formatShape(x.shape)}. Use unsqueeze for a missing dimension.`,
      );
    }
    const row = { stride: [1, stride], padding: [0, padding], ceilMode } as const;
    return squeeze(pool(unsqueeze(x, 2), { kernelSize: [1, kernelSize], options: row }), 2);
  });
}
