import { type Binary, elementwise } from "@cambium/tensor";

/**
 * weight·x, but 0 where the weight is 0, even if x is infinite: an infinite loss with weight 0 does not count. The gradient
 * with respect to the weight is x.
 */
export const weigh: Binary = /* @__PURE__ */ elementwise("weigh", (s, weight, x) =>
  s.derived(s.weighted(weight, x), [
    [weight, x],
    [x, weight],
  ]),
);
