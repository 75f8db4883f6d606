import {
  add,
  concat,
  type ElementwiseMany,
  type Expression,
  elementwiseMany,
  expand,
  type Scalars,
  split,
  type Tensor,
} from "@cambium/tensor";
import type { Recurrence } from "./recurrence.ts";

type Triple<T> = [r: T, z: T, n: T];
type Operands = [
  ...input: Triple<Expression>,
  ...hidden: Triple<Expression>,
  bias: Expression,
  h: Expression,
];

/** With r and z sigmoids of sums: n = tanh(xn + r·(hn + bias)), h′ = (1 − z)·n + z·h. */
function next(s: Scalars, ...[xr, xz, xn, hr, hz, hn, bias, h]: Operands): Expression {
  const [r, z] = [s.sigmoid(s.add(xr, hr)), s.sigmoid(s.add(xz, hz))];
  const n = s.tanh(s.add(xn, s.mul(r, s.add(hn, bias))));
  return s.add(n, s.mul(z, s.sub(h, n)));
}

const step: ElementwiseMany<Operands> = /* @__PURE__ */ elementwiseMany("gruStep", (s, ...operands) => [
  next(s, ...operands),
]);

const stepWhere: ElementwiseMany<[...Operands, active: Expression]> = /* @__PURE__ */ elementwiseMany(
  "gruStep",
  (s, xr, xz, xn, hr, hz, hn, bias, h, active) => [
    s.select(active, next(s, xr, xz, xn, hr, hz, hn, bias, h), h),
  ],
);

/** The gated recurrent unit, with gates in the order r, z, n. */
export const gruRecurrence: Recurrence = {
  gates: 3,
  states: ["h"],
  // r scales the bias of n's product with the state, so that bias cannot be merged with the input's bias.
  bind: (biasIh, biasHh, batch) => {
    const size = biasIh.size / 3;
    const [inputGates, inputN] = split(biasIh, [2 * size, size]);
    const [hiddenGates, hiddenN] = split(biasHh, [2 * size, size]);
    return {
      input: concat([add(inputGates!, hiddenGates!), inputN!]),
      hidden: expand(hiddenN!, [batch, size]),
    };
  },
  step: (fromInput, fromHidden, bias, [h], active) => {
    const gates = [...(fromInput as Triple<Tensor>), ...(fromHidden as Triple<Tensor>)] as const;
    return active ? stepWhere(...gates, bias, h!, active) : step(...gates, bias, h!);
  },
};
