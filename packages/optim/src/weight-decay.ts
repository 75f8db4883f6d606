import type { Expression, Scalars } from "@cambium/tensor";

/** What a formula knows of a parameter that decays. */
type Decaying = Readonly<Record<"parameter" | "gradient" | "weightDecay", Expression>>;

/** g + λ·p, or nothing but g where these options have no decay. */
export function decayedGradient(s: Scalars, x: Decaying, weightDecay: number): Expression {
  return weightDecay === 0 ? x.gradient : s.add(x.gradient, s.mul(x.weightDecay, x.parameter));
}
