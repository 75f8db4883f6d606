import { formatShape, type Rng, ShapeError, tensor } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";
import { checkMakerOptions, drawing } from "./drawing.ts";
import type { Initializer } from "./initializer.ts";
import { orthonormalVectors } from "./orthonormal.ts";

/** Options of {@link orthogonal}. */
export interface OrthogonalOptions {
  /** Factor of the weight, for example `gain("relu")`; finite. Default: 1. */
  readonly gain?: number;
}

/**
 * Orthogonal initialization: a layer preserves the norm of its input, and of gradients in the backward pass.
 *
 * W·Wᵀ = gain²·I where W, flattened to [out, in·kernel], has no more rows than columns; Wᵀ·W = gain²·I otherwise. All such
 * weights are equally likely.
 *
 * Computed in float64 from single draws of the stream, so that it is equal on every backend. A square weight with n rows
 * takes about 2n³ operations.
 *
 * @throws {RangeError} If `gain` is not finite.
 * @throws {ShapeError} When used on a shape with fewer than two dimensions.
 * @see Saxe, McClelland, Ganguli: Exact solutions to the nonlinear dynamics of learning in deep linear neural networks
 * (2014).
 * @example
 * new Linear(128, 128, { rng, init: orthogonal({ gain: gain("tanh") }) });
 */
export function orthogonal(options: OrthogonalOptions = {}): Initializer {
  checkMakerOptions("orthogonal", options, ["gain"]);
  const { gain = 1 } = options;
  if (!Number.isFinite(gain)) {
    throw new RangeError(`orthogonal: gain must be finite: got ${inWords(gain)}. Use gain("relu"), say.`);
  }
  return drawing("orthogonal", (shape, { rng, ...target }) => {
    const [rows, ...rest] = shape;
    if (rows === undefined || rest.length === 0) {
      throw new ShapeError(
        `orthogonal: a weight needs at least the dimensions [out, in]: got ${formatShape(shape)}. Give it two, or another initializer.`,
      );
    }
    const columns = rest.reduce((product, size) => product * size, 1);
    const data = orthogonalMatrix(rows, columns, gain, rng);
    return tensor(data, { dtype: "float32", ...target, shape });
  });
}

/** Matrix in row-major order whose rows or columns, whichever are fewer, are orthogonal and have length `gain`. */
function orthogonalMatrix(rows: number, columns: number, gain: number, rng: Rng): Float64Array<ArrayBuffer> {
  const wide = rows <= columns;
  const [count, size] = wide ? [rows, columns] : [columns, rows];
  const data = new Float64Array(rows * columns);
  const [vectorStride, elementStride] = wide ? [columns, 1] : [1, columns];
  for (const [i, vector] of orthonormalVectors(count, size, rng).entries()) {
    for (let j = 0; j < size; j++) data[i * vectorStride + j * elementStride] = gain * vector[j]!;
  }
  return data;
}
