import type { Mode } from "@cambium/module";
import { dropout } from "@cambium/regularize";
import {
  formatShape,
  matmul,
  mul,
  ShapeError,
  scope,
  softmax,
  Tensor,
  transpose,
  where,
} from "@cambium/tensor";
import { checkOptions, inWords, requireDropProbability } from "@cambium/tensor/checks";
import { maskScores, readMask } from "./attention-mask.ts";

/** Options of {@link scaledDotProductAttention}. */
export interface AttentionOptions {
  /** Expands to […, L, S]: bools, true for keys that a query attends to, or floats that are added to the scores, −∞ to hide a key. Default: none. */
  readonly mask?: Tensor | undefined;
  /** True to let query i attend only to keys 0 … i. Default: false. */
  readonly isCausal?: boolean;
  /** Probability with which weights are dropped while training. It needs `mode`. Default: 0. */
  readonly dropout?: number;
  /** Training, with the random numbers for dropout, or inference. Default: inference. */
  readonly mode?: Mode;
  /** True to also return the weights. Default: false. */
  readonly needWeights?: boolean;
}

/** Result of attention. */
export interface Attended {
  /** Weighted means of the values. */
  readonly y: Tensor;
  /** Weights after dropout; undefined without `needWeights`. */
  readonly weights: Tensor | undefined;
}

/**
 * Scaled dot-product attention: for each query the mean of the values, weighted by the match of query and key.
 *
 * y = softmax(q·kᵀ/√E + mask)·v
 *
 * A query whose keys are all masked has weights, output and gradients of 0, not NaN.
 *
 * @param q Queries, […, L, E].
 * @param k Keys, […, S, E].
 * @param v Values, […, S, V].
 * @returns y, […, L, V], and with `needWeights` the weights, […, L, S].
 * @throws {ShapeError} If shapes do not fit.
 * @throws {DTypeError} If types differ or are not floats; a mask may be bool.
 * @throws {RangeError} If dropout is not in [0, 1).
 * @throws {TypeError} If there is dropout but no mode.
 * @see Vaswani et al.: Attention is all you need (2017), §3.2.1.
 */
export function scaledDotProductAttention(
  q: Tensor,
  k: Tensor,
  v: Tensor,
  options: AttentionOptions = {},
): Attended {
  checkTensors({ q, k, v });
  checkOptions(op, options, ["mask", "isCausal", "dropout", "mode", "needWeights"]);
  checkShapes(q, k, v);
  checkDropout(options);
  return scope(() => attend(q, k, v, options));
}

function attend(q: Tensor, k: Tensor, v: Tensor, options: AttentionOptions): Attended {
  const { mask, isCausal = false, dropout: p = 0, mode, needWeights = false } = options;
  const scores = matmul(mul(q, 1 / Math.sqrt(q.shape.at(-1)!)), transpose(k));
  const visibility = readMask(op, mask, isCausal, scores);
  const all = softmax(visibility ? maskScores(scores, visibility) : scores);
  const weights = mode ? dropout(all, p, mode) : all;
  const y = matmul(weights, v);
  const seeing = visibility?.seeing;
  const unlessBlind = (x: Tensor): Tensor => (seeing ? where(seeing, x, 0) : x);
  return { y: unlessBlind(y), weights: needWeights ? unlessBlind(weights) : undefined };
}

const op = "scaledDotProductAttention";

function checkTensors(inputs: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(inputs)) {
    if (value instanceof Tensor) continue;
    throw new TypeError(
      `${op}: ${name} must be a tensor: got ${inWords(value)}. Pass queries, keys and values.`,
    );
  }
}

function checkShapes(q: Tensor, k: Tensor, v: Tensor): void {
  const [query, key, value] = [q, k, v].map(({ shape }) => formatShape(shape));
  if (Math.min(q.rank, k.rank, v.rank) < 2) {
    throw new ShapeError(
      `${op}: needs q [..., L, E], k [..., S, E] and v [..., S, V]: got ${query}, ${key} and ${value}. Use unsqueeze.`,
    );
  }
  if (q.shape.at(-1) !== k.shape.at(-1)) {
    throw new ShapeError(`${op}: q ${query} and k ${key} must end in the same size. Project one of them.`);
  }
  if (k.shape.at(-2) !== v.shape.at(-2)) {
    throw new ShapeError(
      `${op}: k ${key} and v ${value} must have one row for each key: ${k.shape.at(-2)} and ${v.shape.at(-2)} differ.`,
    );
  }
}

function checkDropout({ dropout: p = 0, mode }: AttentionOptions): void {
  requireDropProbability(op, p, "dropout");
  if (p === 0 || typeof mode?.training === "boolean") return;
  throw new TypeError(
    `${op}: dropout needs a mode: got ${inWords(mode)}. Pass mode: training(rng) or mode: inference.`,
  );
}
