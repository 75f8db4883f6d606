import { Describable, inLayer } from "@cambium/module";
import { add, type CreateOptions, formatShape, ShapeError, type Tensor, tensor } from "@cambium/tensor";
import { checkOptions, createNames, requireCounts } from "@cambium/tensor/checks";

/** P[t, 2i] = sin(t/10000^(2i/E)), P[t, 2i + 1] = cos(t/10000^(2i/E)), row-major. */
function valuesFor(length: number, embedDim: number): Float64Array<ArrayBuffer> {
  const values = new Float64Array(length * embedDim);
  for (let column = 0; column < embedDim; column++) {
    const even = column - (column % 2);
    const frequency = 10_000 ** (-even / embedDim);
    const wave = column === even ? Math.sin : Math.cos;
    for (let t = 0; t < length; t++) values[t * embedDim + column] = wave(t * frequency);
  }
  return values;
}

/**
 * Sinusoidal positional encoding: a fixed vector for each position t of a sequence.
 *
 * P[t, 2i] = sin(t/10000^(2i/E)), P[t, 2i + 1] = cos(t/10000^(2i/E))
 *
 * @param length L, the number of positions.
 * @param embedDim E, the size of a vector.
 * @returns [L, E].
 * @throws {RangeError} If a size is not a whole number of at least 1.
 * @see Vaswani et al.: Attention is all you need (2017), §3.5.
 */
export function sinusoidalPositions(length: number, embedDim: number, options: CreateOptions = {}): Tensor {
  checkOptions("sinusoidalPositions", options, createNames);
  requireCounts("sinusoidalPositions", { length, embedDim });
  return tensor(valuesFor(length, embedDim), { dtype: "float32", ...options, shape: [length, embedDim] });
}

/**
 * Adds a sinusoidal positional encoding to a sequence, for layers that ignore the order of positions.
 *
 * y = x + P, with P of {@link sinusoidalPositions}
 *
 * It has no parameters and no limit on the length of sequences. For learned positions, add an {@link Embedding} of them.
 *
 * @see Vaswani et al.: Attention is all you need (2017), §3.5.
 */
export class SinusoidalPositions extends Describable {
  /** E, the size of a vector. */
  readonly embedDim: number;
  /** Encoding of the longest sequence so far, kept because sines are slow. */
  #values: Float64Array<ArrayBuffer> = new Float64Array(0);

  /** @throws {RangeError} If the size is not a whole number of at least 1. */
  constructor(embedDim: number) {
    super(embedDim);
    requireCounts("SinusoidalPositions", { embedDim });
    this.embedDim = embedDim;
  }

  /**
   * @param x […, L, embedDim].
   * @returns The shape of x.
   * @throws {ShapeError} If x has another shape.
   */
  forward(x: Tensor): Tensor {
    const { embedDim } = this;
    return inLayer(this, { x }, () => {
      const { dtype, backend } = x;
      if (x.rank < 2 || x.shape.at(-1) !== embedDim) {
        throw new ShapeError(
          `${this}: the input must have shape [..., L, ${embedDim}]: got ${formatShape(x.shape)}. ` +
            "Change embedDim, or reshape the input.",
        );
      }
      const length = x.shape.at(-2)!;
      const count = length * embedDim;
      if (count > this.#values.length) this.#values = valuesFor(length, embedDim);
      return add(x, tensor(this.#values.subarray(0, count), { shape: [length, embedDim], dtype, backend }));
    });
  }
}
