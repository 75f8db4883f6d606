import {
  bce,
  bceWithLogits,
  cosineEmbedding,
  crossEntropy,
  huber,
  klDiv,
  l1,
  mse,
  multiMargin,
  nll,
  smoothL1,
  triplet,
} from "@cambium/losses";
import type { Tensor } from "@cambium/tensor";
import { type Attribute, type Operation, type Operations, operation } from "../operation.ts";

/** A loss of single elements against a target of the same shape. */
const elementwiseLoss = (
  f: (input: Tensor, target: Tensor, options: { reduction: Attribute }) => Tensor,
): Operation =>
  operation(["input", "target"], ["reduction"], ({ input, target }, { reduction }) =>
    f(input, target, { reduction }),
  );

/** The losses. */
export const lossOperations: Operations = {
  cross_entropy: operation(
    ["input", "target", "weight?"],
    ["ignore_index", "label_smoothing", "reduction"],
    ({ input, target, weight }, { ignore_index, label_smoothing, reduction }) =>
      crossEntropy(input, target, {
        ...(weight && { weight }),
        ignoreIndex: ignore_index,
        labelSmoothing: label_smoothing,
        reduction,
      }),
  ),
  nll_loss: operation(
    ["input", "target", "weight?"],
    ["ignore_index", "reduction"],
    ({ input, target, weight }, { ignore_index, reduction }) =>
      nll(input, target, { ...(weight && { weight }), ignoreIndex: ignore_index, reduction }),
  ),
  mse_loss: elementwiseLoss(mse),
  l1_loss: elementwiseLoss(l1),
  smooth_l1_loss: operation(
    ["input", "target"],
    ["beta", "reduction"],
    ({ input, target }, { beta, reduction }) => smoothL1(input, target, { beta, reduction }),
  ),
  huber_loss: operation(
    ["input", "target"],
    ["delta", "reduction"],
    ({ input, target }, { delta, reduction }) => huber(input, target, { delta, reduction }),
  ),
  bce: operation(["input", "target", "weight?"], ["reduction"], ({ input, target, weight }, { reduction }) =>
    bce(input, target, { ...(weight && { weight }), reduction }),
  ),
  bce_with_logits: operation(
    ["input", "target", "weight?", "pos_weight?"],
    ["reduction"],
    ({ input, target, weight, pos_weight }, { reduction }) =>
      bceWithLogits(input, target, {
        ...(weight && { weight }),
        ...(pos_weight && { posWeight: pos_weight }),
        reduction,
      }),
  ),
  kl_div: operation(
    ["input", "target"],
    ["log_target", "reduction"],
    ({ input, target }, { log_target, reduction }) =>
      klDiv(input, target, { logTarget: log_target, reduction }),
  ),
  multi_margin_loss: operation(
    ["input", "target", "weight?"],
    ["p", "margin", "reduction"],
    ({ input, target, weight }, { p, margin, reduction }) =>
      multiMargin(input, target, { ...(weight && { weight }), p, margin, reduction }),
  ),
  cosine_embedding_loss: operation(
    ["input1", "input2", "target"],
    ["margin", "reduction"],
    ({ input1, input2, target }, { margin, reduction }) =>
      cosineEmbedding(input1, input2, target, { margin, reduction }),
  ),
  triplet_margin_loss: operation(
    ["anchor", "positive", "negative"],
    ["margin", "p", "eps", "swap", "reduction"],
    ({ anchor, positive, negative }, { p, ...options }) =>
      triplet(anchor, positive, negative, { ...options, p: Number(p) }),
  ),
};
