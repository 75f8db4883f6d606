import { formatShape, mul, normal, type Rng, type Shape, ShapeError, scope, tensor } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";
import { checkMakerOptions, drawing } from "./drawing.ts";
import type { Initializer } from "./initializer.ts";

/** Options of {@link sparse}. */
export interface SparseOptions {
  /** Fraction of each input's weights that is 0, in [0, 1]; their number is rounded up. */
  readonly sparsity: number;
  /** Standard deviation of the others; at least 0. Default: 0.01. */
  readonly std?: number;
}

/**
 * Sparse initialization: every input is connected to a random subset of the outputs.
 *
 * In each column of W [out, in], ⌈sparsity·out⌉ elements are 0; the others are drawn from N(0, std²)
 *
 * @throws {RangeError} If an option is out of range.
 * @throws {ShapeError} When used on a shape that does not have two dimensions.
 * @see Martens: Deep learning via Hessian-free optimization (2010), §5; PyTorch, `torch.nn.init.sparse_`.
 * @example
 * new Linear(784, 128, { rng, init: sparse({ sparsity: 0.9 }) });
 */
export function sparse(options: SparseOptions): Initializer {
  checkMakerOptions("sparse", options, ["sparsity", "std"]);
  const { sparsity, std = 0.01 } = options;
  if (!(sparsity >= 0 && sparsity <= 1)) {
    throw new RangeError(
      `sparse: sparsity must be in [0, 1]: got ${inWords(sparsity)}. Give the share of zeros.`,
    );
  }
  if (!(std >= 0 && std < Infinity)) {
    throw new RangeError(
      `sparse: std must be finite and at least 0: got ${inWords(std)}. The usual value is 0.01.`,
    );
  }
  return drawing("sparse", (shape, target) => {
    if (shape.length !== 2) {
      throw new ShapeError(
        `sparse: needs a matrix [out, in]: got ${formatShape(shape)}. Use another initializer for it.`,
      );
    }
    return scope(() => {
      const weights = normal(shape, { ...target, std });
      const kept = tensor(keptPlaces(shape, sparsity, target.rng), {
        dtype: "bool",
        backend: weights.backend,
        shape,
      });
      return mul(weights, kept);
    });
  });
}

/** 1 where a weight is kept, 0 where it is not. */
function keptPlaces(shape: Shape, sparsity: number, rng: Rng): Uint8Array<ArrayBuffer> {
  const [rows, columns] = shape as [number, number];
  const zeros = Math.ceil(sparsity * rows);
  const kept = new Uint8Array(rows * columns).fill(1);
  for (let column = 0; column < columns; column++) {
    for (const row of rng.permutation(rows).subarray(0, zeros)) kept[row * columns + column] = 0;
  }
  return kept;
}
