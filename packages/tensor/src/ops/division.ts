import { type Binary, elementwise } from "../elementwise.ts";
import type { Expression } from "../program/expression.ts";
import type { Scalars } from "../program/scalars.ts";

/**
 * Quotient rounded toward zero: trunc(a/b). Shapes broadcast; types are promoted, so ints give int32.
 *
 * For ints the result is exact, wraps (−2³¹ / −1 is −2³¹), and is 0 where b is 0. For floats the quotient is first
 * rounded to the type, as in PyTorch. No gradient.
 *
 * @see PyTorch, `torch.div(a, b, rounding_mode="trunc")`.
 */
export const truncDivide: Binary = /* @__PURE__ */ elementwise("truncDivide", (s, a, b) =>
  s.truncDivide(a, b),
);

/**
 * Remainder of {@link truncDivide}, with the sign of a: a − b·trunc(a/b), exactly. Shapes broadcast; types are promoted.
 *
 * For ints it is 0 where b is 0. For floats it is NaN where b is 0 or a is infinite, and a where b is infinite. Gradients: 1
 * with respect to a, −trunc(a/b) with respect to b.
 *
 * @see PyTorch, `torch.fmod`.
 */
export const fmod: Binary = /* @__PURE__ */ elementwise("fmod", (s, a, b) => s.fmod(a, b));

/**
 * Quotient rounded down: the largest whole number q with q·b + {@link remainder}(a, b) = a. Shapes broadcast; types are
 * promoted, so ints give int32.
 *
 * For ints it is exact, wraps (−2³¹ / −1 is −2³¹), and is 0 where b is 0. For floats it is consistent with {@link
 * remainder}, unlike ⌊a/b⌋ of the rounded quotient: 1 / 0.1 gives 9. No gradient.
 *
 * @see PyTorch, `torch.floor_divide`; Python, the operator `//`.
 */
export const floorDivide: Binary = /* @__PURE__ */ elementwise("floorDivide", (s, a, b) =>
  s.derived(floorQuotient(s, a, b), []),
);

/**
 * Remainder of {@link floorDivide}, with the sign of b: a − b·⌊a/b⌋. Shapes broadcast; types are promoted.
 *
 * For ints it is 0 where b is 0. For floats it is NaN where b is 0 or a is infinite. Gradients: 1 with respect to a, −⌊a/b⌋
 * with respect to b.
 *
 * @see PyTorch, `torch.remainder`; Python, the operator `%`.
 */
export const remainder: Binary = /* @__PURE__ */ elementwise("remainder", (s, a, b) => {
  const rest = s.fmod(a, b);
  const value = s.select(isApart(s, rest, b), s.add(rest, b), rest);
  return s.derived(value, [
    [a, s.constant(1)],
    [b, s.neg(floorQuotient(s, a, b))],
  ]);
});

/** True if a truncated remainder is not 0 and does not have the sign of b, so that rounding down subtracts 1 from the quotient. */
function isApart(s: Scalars, rest: Expression, b: Expression): Expression {
  return s.select(s.eq(rest, 0), s.constant(0, "bool"), s.ne(s.lt(rest, 0), s.lt(b, 0)));
}

/** ⌊a/b⌋ from the exact remainder. */
function floorQuotient(s: Scalars, a: Expression, b: Expression): Expression {
  const rest = s.fmod(a, b);
  const apart = isApart(s, rest, b);
  if (rest.kind === "int") return s.select(apart, s.sub(s.truncDivide(a, b), 1), s.truncDivide(a, b));
  const quotient = s.div(s.sub(a, rest), b);
  const lowered = s.select(apart, s.sub(quotient, 1), quotient);
  // The quotient is whole except for rounding, so the nearest whole number is meant.
  const whole = s.floor(lowered);
  const nearest = s.select(s.gt(s.sub(lowered, whole), 0.5), s.add(whole, 1), whole);
  const finite = s.select(s.eq(lowered, 0), s.truncDivide(a, b), nearest);
  return s.select(s.eq(b, 0), s.div(a, b), finite);
}
