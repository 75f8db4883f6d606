import {
  add,
  any,
  arange,
  DTypeError,
  elementwise,
  formatShape,
  ge,
  logicalAnd,
  ne,
  type Operand,
  reshape,
  type Shape,
  ShapeError,
  type Tensor,
  where,
} from "@cambium/tensor";

/** What a mask comes to: none of it where there is no mask. */
export interface Visibility {
  /** Added to the scores. */
  readonly bias: Operand;
  /** Bools that expand to the scores […, L, S]: which keys each query sees. */
  readonly visible: Tensor;
  /** Bools that expand to […, L, 1]: queries that see any key; undefined if all do. */
  readonly seeing: Tensor | undefined;
}

/** Scores + bias where a query sees a key, else −∞; but 0 in rows of queries that see none, against NaN. */
const hidden = /* @__PURE__ */ elementwise("maskScores", (s, score, bias, visible, seeing) =>
  s.select(visible, s.add(score, bias), s.select(seeing, Number.NEGATIVE_INFINITY, 0)),
);

/** Scores with their mask, in one pass. */
export function maskScores(scores: Tensor, { bias, visible, seeing }: Visibility): Tensor {
  return hidden(scores, bias, visible, seeing ?? 1);
}

/**
 * What a mask, or that queries see no later keys, comes to for scores […, L, S].
 *
 * @returns Undefined if every query sees every key.
 * @throws {ShapeError} If the mask does not expand to the scores.
 * @throws {DTypeError} If it is neither bool nor of the type of the scores.
 */
export function readMask(
  op: string,
  mask: Tensor | undefined,
  isCausal: boolean,
  { shape, dtype, backend }: Tensor,
): Visibility | undefined {
  if (mask) checkMask(op, mask, shape, dtype);
  const causal = isCausal ? notLater(shape, { backend }) : undefined;
  if (!mask) return causal && { bias: 0, visible: causal, seeing: undefined };
  const isBool = mask.dtype === "bool";
  const allowed = isBool ? mask : ne(mask, Number.NEGATIVE_INFINITY);
  const visible = causal ? logicalAnd(allowed, causal) : allowed;
  const seeing = visible.rank > 0 ? any(visible, -1, { keepDim: true }) : visible;
  return { bias: isBool ? 0 : mask, visible, seeing };
}

/** Query i sees keys 0 … i: [L, S]. */
function notLater(shape: Shape, target: Pick<Tensor, "backend">): Tensor {
  const [queries, keys] = shape.slice(-2) as [number, number];
  return ge(reshape(arange(0, queries, target), [queries, 1]), arange(0, keys, target));
}

function checkMask(op: string, mask: Tensor, scores: Shape, dtype: string): void {
  if (mask.dtype !== "bool" && mask.dtype !== dtype) {
    throw new DTypeError(
      `${op}: a mask is bool, or ${dtype} as the scores that it is added to: got ${mask.dtype}. Cast it.`,
    );
  }
  const missing = scores.length - mask.rank;
  if (missing >= 0 && mask.shape.every((size, i) => size === 1 || size === scores[i + missing])) return;
  throw new ShapeError(
    `${op}: mask ${formatShape(mask.shape)} does not expand to the scores ${formatShape(scores)}, [..., L, S].`,
  );
}

/** One mask for two, each bool (true: visible) or added to the scores. */
export function bothMasks(a: Tensor | undefined, b: Tensor | undefined): Tensor | undefined {
  if (!a || !b) return a ?? b;
  if (a.dtype !== "bool" && b.dtype !== "bool") return add(a, b);
  if (a.dtype === "bool" && b.dtype === "bool") return logicalAnd(a, b);
  const [allowed, bias] = a.dtype === "bool" ? [a, b] : [b, a];
  return where(allowed, bias, Number.NEGATIVE_INFINITY);
}
