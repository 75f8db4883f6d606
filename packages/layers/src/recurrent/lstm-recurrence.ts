import {
  add,
  type ElementwiseMany,
  type Expression,
  elementwiseMany,
  type Scalars,
  type Tensor,
} from "@cambium/tensor";
import type { Recurrence } from "./recurrence.ts";

type Quad<T> = [i: T, f: T, g: T, o: T];
type Operands = [...input: Quad<Expression>, ...hidden: Quad<Expression>, c: Expression];

/** c′ = σ(f)·c + σ(i)·tanh(g), h′ = σ(o)·tanh(c′), where i, f, g, o are sums of products with input and state. */
function next(s: Scalars, ...[xi, xf, xg, xo, hi, hf, hg, ho, c]: Operands): [h: Expression, c: Expression] {
  const [i, f, o] = [s.add(xi, hi), s.add(xf, hf), s.add(xo, ho)].map((gate) => s.sigmoid(gate));
  const cell = s.add(s.mul(f!, c), s.mul(i!, s.tanh(s.add(xg, hg))));
  return [s.mul(o!, s.tanh(cell)), cell];
}

const step: ElementwiseMany<Operands> = /* @__PURE__ */ elementwiseMany("lstmStep", next);

const stepWhere: ElementwiseMany<[...Operands, h: Expression, active: Expression]> =
  /* @__PURE__ */ elementwiseMany("lstmStep", (s, xi, xf, xg, xo, hi, hf, hg, ho, c, h, active) => {
    const [output, cell] = next(s, xi, xf, xg, xo, hi, hf, hg, ho, c);
    return [s.select(active, output, h), s.select(active, cell, c)];
  });

/** The long short-term memory, with gates in the order i, f, g, o. */
export const lstmRecurrence: Recurrence = {
  gates: 4,
  states: ["h", "c"],
  bind: (biasIh, biasHh) => ({ input: add(biasIh, biasHh), hidden: 0 }),
  step: (fromInput, fromHidden, _, [h, c], active) => {
    const gates = [...(fromInput as Quad<Tensor>), ...(fromHidden as Quad<Tensor>)] as const;
    return active ? stepWhere(...gates, c!, h!, active) : step(...gates, c!);
  },
};
