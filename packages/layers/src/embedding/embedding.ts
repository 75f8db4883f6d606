import type { Initializer } from "@cambium/init";
import { Describable, inLayer, Param, type ParamOptions } from "@cambium/module";
import {
  arange,
  elementwise,
  eq,
  indexSelect,
  normal,
  reshape,
  scope,
  type Tensor,
  where,
} from "@cambium/tensor";
import { checkOptions, inWords, randomNames, requireCounts } from "@cambium/tensor/checks";

/** Options of {@link Embedding}. */
export interface EmbeddingOptions extends ParamOptions {
  /** Index whose row starts at 0 and gets no gradient, in [−numEmbeddings, numEmbeddings); negative ones count from the end. Default: none. */
  readonly paddingIdx?: number | undefined;
  /** Initializer of the rows. Default: normal random numbers of mean 0 and standard deviation 1, as in PyTorch. */
  readonly init?: Initializer;
}

/** x unchanged, with a gradient of 0 for rows of the padding index. */
const withoutGradientOfPadding = /* @__PURE__ */ elementwise("embedding", (s, x, index, padding) =>
  s.derived(x, [[x, s.select(s.eq(index, padding), 0, 1)]]),
);

/**
 * Embedding table: a learned row for each index, such as a word, a class, or a position of a sequence.
 *
 * y[…] = weight[index[…]]
 *
 * weight: [numEmbeddings, embeddingDim].
 *
 * @example
 * const words = new Embedding(10_000, 64, { paddingIdx: 0 });
 * initialize(words, new Rng(42));
 * const y = words.forward(tensor([[4, 8, 0]], { dtype: "int32" })); // [1, 3, 64]
 */
export class Embedding extends Describable {
  /** Number of indices. */
  readonly numEmbeddings: number;
  /** Size of a row. */
  readonly embeddingDim: number;
  /** Index of the row without a gradient, in [0, numEmbeddings); undefined without one. */
  readonly paddingIdx: number | undefined;
  /** The rows, [numEmbeddings, embeddingDim]. */
  readonly weight: Param;

  /** @throws {RangeError} If a size is not a whole number of at least 1, or paddingIdx is out of range. */
  constructor(numEmbeddings: number, embeddingDim: number, options: EmbeddingOptions = {}) {
    super(numEmbeddings, embeddingDim, options);
    requireCounts("Embedding", { numEmbeddings, embeddingDim });
    checkOptions("Embedding", options, [...randomNames, "paddingIdx", "init"], { rng: "optional" });
    const { paddingIdx, init = normal, rng, dtype, backend } = options;
    this.numEmbeddings = numEmbeddings;
    this.embeddingDim = embeddingDim;
    const padding = paddingIdx === undefined ? undefined : placeOf(paddingIdx, numEmbeddings);
    this.paddingIdx = padding;
    this.weight = new Param({
      shape: [numEmbeddings, embeddingDim],
      init: (shape, target) => scope(() => withZeroRow(init(shape, target), padding)),
      rng,
      dtype,
      backend,
      label: `weight of ${this}`,
    });
  }

  /**
   * @param index int32, any shape […].
   * @returns […, embeddingDim].
   * @throws {DTypeError} If the index is not int32.
   * @throws {RangeError} If an index is outside [0, numEmbeddings), with that index.
   */
  forward(index: Tensor): Tensor {
    const { weight, paddingIdx, embeddingDim } = this;
    return inLayer(this, { index }, () => {
      const places = reshape(index, [index.size]);
      const rows = indexSelect(weight.value, 0, places);
      const y =
        paddingIdx === undefined
          ? rows
          : withoutGradientOfPadding(rows, reshape(places, [places.size, 1]), paddingIdx);
      return reshape(y, [...index.shape, embeddingDim]);
    });
  }
}

function placeOf(paddingIdx: number, count: number): number {
  const place = paddingIdx < 0 ? paddingIdx + count : paddingIdx;
  if (Number.isInteger(place) && place >= 0 && place < count) return place;
  throw new RangeError(
    `Embedding: paddingIdx must be a whole number in [${-count}, ${count}): got ${inWords(paddingIdx)}. Leave it out for none.`,
  );
}

function withZeroRow(weight: Tensor, row: number | undefined): Tensor {
  if (row === undefined) return weight;
  const rows = arange(0, weight.shape[0]!, { backend: weight.backend });
  return where(eq(reshape(rows, [rows.size, 1]), row), 0, weight);
}
