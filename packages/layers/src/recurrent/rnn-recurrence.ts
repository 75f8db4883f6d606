import { add, type ElementwiseMany, type Expression, elementwiseMany, type Scalars } from "@cambium/tensor";
import type { Recurrence } from "./recurrence.ts";

/** Activation of a plain recurrent unit. */
export type Nonlinearity = "tanh" | "relu";

type Four = [input: Expression, hidden: Expression, h: Expression, active: Expression];

function makeRecurrence(nonlinearity: Nonlinearity): Recurrence {
  const next = (s: Scalars, input: Expression, hidden: Expression): Expression =>
    s[nonlinearity](s.add(input, hidden));
  const step: ElementwiseMany<[Expression, Expression]> = elementwiseMany("rnnStep", (s, input, hidden) => [
    next(s, input, hidden),
  ]);
  const stepWhere: ElementwiseMany<Four> = elementwiseMany("rnnStep", (s, input, hidden, h, active) => [
    s.select(active, next(s, input, hidden), h),
  ]);
  return {
    gates: 1,
    states: ["h"],
    bind: (biasIh, biasHh) => ({ input: add(biasIh, biasHh), hidden: 0 }),
    step: ([input], [hidden], _, [h], active) =>
      active ? stepWhere(input!, hidden!, h!, active) : step(input!, hidden!),
  };
}

/** h′ = tanh(input + hidden), or relu. */
export const rnnRecurrence: Readonly<Record<Nonlinearity, Recurrence>> = {
  tanh: /* @__PURE__ */ makeRecurrence("tanh"),
  relu: /* @__PURE__ */ makeRecurrence("relu"),
};
