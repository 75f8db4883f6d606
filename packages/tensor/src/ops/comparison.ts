import { type Binary, elementwise, type Unary } from "../elementwise.ts";

/** True where a = b, as bool. False if one of them is NaN. Shapes broadcast. */
export const eq: Binary = /* @__PURE__ */ elementwise("eq", (s, a, b) => s.eq(a, b));

/** True where a ≠ b, as bool. True if one of them is NaN. Shapes broadcast. */
export const ne: Binary = /* @__PURE__ */ elementwise("ne", (s, a, b) => s.ne(a, b));

/** True where a < b, as bool. Shapes broadcast. */
export const lt: Binary = /* @__PURE__ */ elementwise("lt", (s, a, b) => s.lt(a, b));

/** True where a ≤ b, as bool. Shapes broadcast. */
export const le: Binary = /* @__PURE__ */ elementwise("le", (s, a, b) => s.le(a, b));

/** True where a > b, as bool. Shapes broadcast. */
export const gt: Binary = /* @__PURE__ */ elementwise("gt", (s, a, b) => s.gt(a, b));

/** True where a ≥ b, as bool. Shapes broadcast. */
export const ge: Binary = /* @__PURE__ */ elementwise("ge", (s, a, b) => s.ge(a, b));

/** True where neither a nor b is 0, as bool. Shapes broadcast. */
export const logicalAnd: Binary = /* @__PURE__ */ elementwise("logicalAnd", (s, a, b) =>
  s.select(s.ne(a, 0), s.ne(b, 0), s.constant(0, "bool")),
);

/** True where a or b is not 0, as bool. Shapes broadcast. */
export const logicalOr: Binary = /* @__PURE__ */ elementwise("logicalOr", (s, a, b) =>
  s.select(s.ne(a, 0), s.constant(1, "bool"), s.ne(b, 0)),
);

/** True where x is 0, as bool. */
export const logicalNot: Unary = /* @__PURE__ */ elementwise("logicalNot", (s, x) => s.eq(x, 0));

/** True where x is NaN, as bool. */
// biome-ignore lint/suspicious/noShadowRestrictedNames: the name of the op in the field.
export const isNaN: Unary = /* @__PURE__ */ elementwise("isNaN", (s, x) => s.ne(x, x));

/** True where x is infinite, as bool. */
export const isInf: Unary = /* @__PURE__ */ elementwise("isInf", (s, x) =>
  s.eq(s.abs(x), Number.POSITIVE_INFINITY),
);
