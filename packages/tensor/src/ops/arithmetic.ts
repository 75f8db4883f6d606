import { type Binary, elementwise, type Unary } from "../elementwise.ts";

/** a + b. Shapes broadcast; types are promoted. */
export const add: Binary = /* @__PURE__ */ elementwise("add", (s, a, b) => s.add(a, b));

/** a − b. Shapes broadcast; types are promoted. */
export const sub: Binary = /* @__PURE__ */ elementwise("sub", (s, a, b) => s.sub(a, b));

/** a·b, element by element. Shapes broadcast; types are promoted. */
export const mul: Binary = /* @__PURE__ */ elementwise("mul", (s, a, b) => s.mul(a, b));

/** a/b. Two ints give a float32. Shapes broadcast. */
export const div: Binary = /* @__PURE__ */ elementwise("div", (s, a, b) => s.div(a, b));

/**
 * aᵇ. The gradient with respect to a is 0 where b is 0. Two ints give an int: it wraps, and with a negative exponent it is
 * rounded toward zero (0⁻¹ is also 0). Shapes broadcast.
 */
export const pow: Binary = /* @__PURE__ */ elementwise("pow", (s, a, b) => s.pow(a, b));

/** Larger one of a and b, or NaN if one of them is NaN. Equal values share the gradient equally. Shapes broadcast. */
export const maximum: Binary = /* @__PURE__ */ elementwise("maximum", (s, a, b) => s.max(a, b));

/** Smaller one of a and b, or NaN if one of them is NaN. Equal values share the gradient equally. Shapes broadcast. */
export const minimum: Binary = /* @__PURE__ */ elementwise("minimum", (s, a, b) => s.min(a, b));

/** −x. */
export const neg: Unary = /* @__PURE__ */ elementwise("neg", (s, x) => s.neg(x));
