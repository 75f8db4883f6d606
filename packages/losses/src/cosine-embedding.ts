import {
  type Expression,
  elementwise,
  formatShape,
  norm,
  ShapeError,
  scope,
  sum,
  type Tensor,
} from "@cambium/tensor";
import { checkOptions, requireBetween } from "@cambium/tensor/checks";
import { type LossOptions, reduce } from "./reduction.ts";
import { requireSameShape } from "./same-shape.ts";

/** Options of {@link cosineEmbedding}. */
export interface CosineEmbeddingOptions extends LossOptions {
  /** Largest cosine at which a dissimilar pair has loss 0, in [−1, 1]. Default: 0. */
  readonly margin?: number;
}

/** Added to squared lengths, so that the cosine of a zero vector is 0 instead of NaN. */
const SMALLEST_SQUARE = 1e-12;
/** From this length on the addition has no effect in any float type, and squares may overflow. */
const LONG = 1e9;

/** Terms of the cosine of two vectors from their elements and lengths. */
const cosineTerm = /* @__PURE__ */ elementwise("cosine", (s, x1, x2, length1, length2) => {
  const used = (length: Expression): Expression =>
    s.select(s.gt(length, LONG), length, s.sqrt(s.add(s.square(length), SMALLEST_SQUARE)));
  return s.mul(s.div(x1, used(length1)), s.div(x2, used(length2)));
});

const pairLoss = /* @__PURE__ */ elementwise("cosineEmbedding", (s, cosine, target, margin) => {
  const dissimilar = s.select(s.eq(target, -1), s.relu(s.sub(cosine, margin)), 0);
  return s.select(s.eq(target, 1), s.sub(1, cosine), dissimilar);
});

/**
 * Cosine embedding loss: pulls similar vectors to the same direction and pushes dissimilar ones apart.
 *
 * loss = 1 − cos(input1, input2) where the target is 1, max(0, cos(input1, input2) − margin) where it is −1
 *
 * @param input1 Vectors along the last dimension, shape […, features].
 * @param input2 The second vector of each pair, the same shape.
 * @param target 1 for a similar pair, −1 for a dissimilar one, shape […]. A pair with any other target has loss 0.
 * @returns A scalar, or with reduction "none" shape […]. Without pairs the mean is NaN and the sum 0.
 * @throws {ShapeError} If the shapes do not fit.
 * @throws {RangeError} If the margin is not in [−1, 1], or the reduction is unknown.
 * @see PyTorch, torch.nn.functional.cosine_embedding_loss.
 */
export function cosineEmbedding(
  input1: Tensor,
  input2: Tensor,
  target: Tensor,
  options: CosineEmbeddingOptions = {},
): Tensor {
  checkOptions("cosineEmbedding", options, ["margin", "reduction"]);
  const { margin = 0, reduction } = options;
  requireSameShape("cosineEmbedding", input1, input2, "The second is input2.");
  requirePairs(input1, target);
  requireBetween("cosineEmbedding", "margin", margin, -1, 1);
  return scope(() => {
    const length = (x: Tensor): Tensor => norm(x, -1, { keepDim: true });
    const cosine = sum(cosineTerm(input1, input2, length(input1), length(input2)), -1);
    return reduce("cosineEmbedding", pairLoss(cosine, target, margin), reduction);
  });
}

function requirePairs(input: Tensor, target: Tensor): void {
  const wanted = formatShape(input.shape.slice(0, -1));
  if (input.rank >= 1 && formatShape(target.shape) === wanted) return;
  throw new ShapeError(
    `cosineEmbedding: there must be one target for each pair: the inputs ${formatShape(input.shape)} are read as ` +
      `[…, features], so they need ${wanted}: got ${formatShape(target.shape)}. Reshape one of them.`,
  );
}
