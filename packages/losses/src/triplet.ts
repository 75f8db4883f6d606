import { elementwise, formatShape, minimum, norm, ShapeError, scope, type Tensor } from "@cambium/tensor";
import { checkOptions, requireAboveZero, requireAtLeastZero } from "@cambium/tensor/checks";
import { type LossOptions, reduce } from "./reduction.ts";
import { requireSameShape } from "./same-shape.ts";

/** Options of {@link triplet}. */
export interface TripletOptions extends LossOptions {
  /** Margin by which the negative should be farther away; at least 0. Default: 1. */
  readonly margin?: number;
  /** Order p of the norm that measures distances: above 0, or Infinity. Default: 2. */
  readonly p?: number;
  /** Added to every difference; at least 0. Default: 1e-6. */
  readonly eps?: number;
  /** True to measure the distance of the negative from the anchor or the positive, whichever is nearer. Default: false. */
  readonly swap?: boolean;
}

/** u − v + ε */
const difference = /* @__PURE__ */ elementwise("difference", (s, u, v, eps) => s.add(s.sub(u, v), eps));

const excess = /* @__PURE__ */ elementwise("triplet", (s, near, far, margin) =>
  s.relu(s.add(s.sub(near, far), margin)),
);

/**
 * Triplet margin loss: an anchor should be nearer to its positive example than to its negative one.
 *
 * loss = max(0, d(anchor, positive) − d(anchor, negative) + margin), where d(u, v) = ‖u − v + eps‖_p
 *
 * With `swap` the second distance is min(d(anchor, negative), d(positive, negative)).
 *
 * @param anchor Anchors: vectors along the last dimension, shape […, features].
 * @param positive Positive examples, similar to the anchors, the same shape.
 * @param negative Negative examples, the same shape.
 * @returns A scalar, or with reduction "none" shape […]. Without triplets the mean is NaN and the sum 0.
 * @throws {ShapeError} If the shapes differ or have rank 0.
 * @throws {RangeError} If an option is out of range, or the reduction is unknown.
 * @see Balntas, Riba, Ponsa, Mikolajczyk: Learning local feature descriptors with triplets and shallow convolutional
 * neural networks, 2016. PyTorch, torch.nn.functional.triplet_margin_loss.
 */
export function triplet(
  anchor: Tensor,
  positive: Tensor,
  negative: Tensor,
  options: TripletOptions = {},
): Tensor {
  checkOptions("triplet", options, ["margin", "p", "eps", "swap", "reduction"]);
  const { margin = 1, swap = false, reduction } = options;
  requireVectors(anchor);
  requireSameShape("triplet", anchor, positive, "The second is the positive.");
  requireSameShape("triplet", anchor, negative, "The second is the negative.");
  requireAtLeastZero("triplet", "margin", margin);
  const distance = distanceFor(options);
  return scope(() => {
    const fromAnchor = distance(anchor, negative);
    const far = swap ? minimum(fromAnchor, distance(positive, negative)) : fromAnchor;
    return reduce("triplet", excess(distance(anchor, positive), far, margin), reduction);
  });
}

function requireVectors(anchor: Tensor): void {
  if (anchor.rank >= 1) return;
  throw new ShapeError(
    `triplet: expected vectors along the last dimension: got ${formatShape(anchor.shape)}. Add a dimension.`,
  );
}

/** Distance by the p-norm along the last dimension. */
function distanceFor({ p = 2, eps = 1e-6 }: TripletOptions): (u: Tensor, v: Tensor) => Tensor {
  requireAboveZero("triplet", "p", p);
  requireAtLeastZero("triplet", "eps", eps);
  return (u, v) => norm(difference(u, v, eps), -1, { order: p });
}
