import { elementwise, type Unary } from "../elementwise.ts";

/** eˣ. */
export const exp: Unary = /* @__PURE__ */ elementwise("exp", (s, x) => s.exp(x));

/** Natural logarithm; −∞ at 0, NaN below. */
export const log: Unary = /* @__PURE__ */ elementwise("log", (s, x) => s.log(x));

/** log(1 + x), accurate near 0. */
export const log1p: Unary = /* @__PURE__ */ elementwise("log1p", (s, x) => s.log1p(x));

/** eˣ − 1, accurate near 0. */
export const expm1: Unary = /* @__PURE__ */ elementwise("expm1", (s, x) => s.expm1(x));

/** √x; NaN below 0. */
export const sqrt: Unary = /* @__PURE__ */ elementwise("sqrt", (s, x) => s.sqrt(x));

/** 1/√x. */
export const rsqrt: Unary = /* @__PURE__ */ elementwise("rsqrt", (s, x) => s.rsqrt(x));

/** x². */
export const square: Unary = /* @__PURE__ */ elementwise("square", (s, x) => s.square(x));

/** |x|; gradient 0 at 0. */
export const abs: Unary = /* @__PURE__ */ elementwise("abs", (s, x) => s.abs(x));

/** Sign: −1, 0 or 1. No gradient. */
export const sign: Unary = /* @__PURE__ */ elementwise("sign", (s, x) => s.sign(x));

/** Largest whole number ≤ x. No gradient. */
export const floor: Unary = /* @__PURE__ */ elementwise("floor", (s, x) => s.floor(x));

/** Smallest whole number ≥ x. No gradient. */
export const ceil: Unary = /* @__PURE__ */ elementwise("ceil", (s, x) => s.ceil(x));

/** Nearest whole number; halves are rounded to even. No gradient. */
export const round: Unary = /* @__PURE__ */ elementwise("round", (s, x) => s.round(x));

/** Sine of x in radians. */
export const sin: Unary = /* @__PURE__ */ elementwise("sin", (s, x) => s.sin(x));

/** Cosine of x in radians. */
export const cos: Unary = /* @__PURE__ */ elementwise("cos", (s, x) => s.cos(x));

/** Hyperbolic tangent. */
export const tanh: Unary = /* @__PURE__ */ elementwise("tanh", (s, x) => s.tanh(x));

/** σ(x) = 1/(1 + e⁻ˣ). */
export const sigmoid: Unary = /* @__PURE__ */ elementwise("sigmoid", (s, x) => s.sigmoid(x));

/** Error function 2/√π ∫₀ˣ e^(−t²) dt. */
export const erf: Unary = /* @__PURE__ */ elementwise("erf", (s, x) => s.erf(x));

/** Complementary error function 1 − erf(x), also accurate where it is tiny. */
export const erfc: Unary = /* @__PURE__ */ elementwise("erfc", (s, x) => s.erfc(x));
