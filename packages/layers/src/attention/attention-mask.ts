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

/** The resolved mask of scores. */
export interface Visibility {
  /** Added to the scores. */
  readonly bias: Operand;
  /** Bools that expand to the scores […, L, S]: true for the keys that a query attends to. */
  readonly visible: Tensor;
  /** Bools that expand to […, L, 1]: true for queries that attend to any key; undefined if all do. */
  readonly seeing: Tensor | undefined;
}

/** score + bias for keys that a query attends to, −∞ for others. Rows without any key become 0, because softmax of −∞ is NaN. */
const hidden = /* @__PURE__ */ elementwise("maskScores", (s, score, bias, visible, seeing) =>
  s.select(visible, s.add(score, bias), s.select(seeing, Number.NEGATIVE_INFINITY, 0)),
);

/** Applies a mask to scores in one pass. */
export function maskScores(scores: Tensor, { bias, visible, seeing }: Visibility): Tensor {
  return hidden(scores, bias, visible, seeing ?? 1);
}

/**
 * Resolves a mask and `isCausal` for scores […, L, S].
 *
 * @returns Undefined if every query attends to every key.
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

/** Causal mask [L, S]: query i attends to keys 0 … i. */
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

/** Combines two masks, each bool (true: visible) or floats that are added to the scores. */
export function bothMasks(a: Tensor | undefined, b: Tensor | undefined): Tensor | undefined {
  if (!a || !b) return a ?? b;
  if (a.dtype !== "bool" && b.dtype !== "bool") return add(a, b);
  if (a.dtype === "bool" && b.dtype === "bool") return logicalAnd(a, b);
  const [allowed, bias] = a.dtype === "bool" ? [a, b] : [b, a];
  return where(allowed, bias, Number.NEGATIVE_INFINITY);
}
