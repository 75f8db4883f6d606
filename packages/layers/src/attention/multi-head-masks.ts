import {
  DTypeError,
  formatShape,
  logicalNot,
  reshape,
  type Shape,
  ShapeError,
  sameShape,
  type Tensor,
} from "@cambium/tensor";
import { bothMasks } from "./attention-mask.ts";

/** Masks of keys. As in PyTorch, a bool that is true hides a key. */
export interface AttentionMasks {
  /** Keys hidden from all queries of a sample, [N, S]: bools, true for padding, or floats that are added to the scores. Default: none. */
  readonly keyPaddingMask?: Tensor | undefined;
  /** Keys hidden from single queries, [L, S] or [N·heads, L, S]: bools, true to hide, or floats that are added to the scores. Default: none. */
  readonly attnMask?: Tensor | undefined;
  /** True to let query i attend only to keys 0 … i. Default: false. */
  readonly isCausal?: boolean;
}

/** Names of {@link AttentionMasks}. */
export const maskNames = ["attnMask", "keyPaddingMask", "isCausal"] as const;

/** Combines both masks into one that expands to the scores [N, heads, L, S], with true for visible keys. */
export function maskOf(
  name: string,
  { keyPaddingMask, attnMask }: AttentionMasks,
  scores: Shape,
): Tensor | undefined {
  const [batch, heads, queries, keys] = scores as [number, number, number, number];
  if (keyPaddingMask) requireShapes(name, "keyPaddingMask", keyPaddingMask, [[batch, keys]], "[N, S]");
  const perHead = [batch * heads, queries, keys];
  if (attnMask) {
    requireShapes(name, "attnMask", attnMask, [[queries, keys], perHead], "[L, S] or [N·heads, L, S]");
  }
  return bothMasks(
    keyPaddingMask && reshape(asSeen(name, "keyPaddingMask", keyPaddingMask), [batch, 1, 1, keys]),
    attnMask && reshape(asSeen(name, "attnMask", attnMask), attnMask.rank === 2 ? [queries, keys] : scores),
  );
}

function requireShapes(
  name: string,
  what: string,
  mask: Tensor,
  shapes: readonly Shape[],
  layout: string,
): void {
  if (shapes.some((shape) => sameShape(shape, mask.shape))) return;
  throw new ShapeError(
    `${name}: ${what} must have shape ${layout}, here ${shapes.map(formatShape).join(" or ")}: got ${formatShape(mask.shape)}.`,
  );
}

/** Inverts a mask of bools, so that true means visible. */
function asSeen(name: string, what: string, mask: Tensor): Tensor {
  if (mask.dtype === "bool") return logicalNot(mask);
  if (mask.dtype !== "int32") return mask;
  throw new DTypeError(`${name}: ${what} must be bool or float: got int32. Cast it: cast(mask, "bool").`);
}
