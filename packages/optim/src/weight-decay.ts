import type { Expression, Scalars } from "@cambium/tensor";

/** Expressions of a parameter with weight decay. */
type Decaying = Readonly<Record<"parameter" | "gradient" | "weightDecay", Expression>>;

/** g + λ·p, or g alone if these options have no weight decay. */
export function decayedGradient(s: Scalars, x: Decaying, weightDecay: number): Expression {
  return weightDecay === 0 ? x.gradient : s.add(x.gradient, s.mul(x.weightDecay, x.parameter));
}
