import type { Kind } from "../dtype.ts";
import { DTypeError } from "../errors.ts";
import type {
  ArithmeticFunction,
  ComparisonFunction,
  Expression,
  FloatFunction,
  RoundingFunction,
} from "./expression.ts";
import { Graph } from "./expression.ts";
import { simplified } from "./simplify.ts";

/** Argument of a scalar function: an expression, or a number that becomes a constant of the matching kind. */
export type Argument = Expression | number;

/**
 * Vocabulary of formulas. A formula is a function of a `Scalars` and of expressions that returns an expression. It is written
 * once; the kernel, the gradient and the fused pass on every backend are derived from it.
 *
 * The kind of a result follows from its arguments. Arithmetic on ints gives ints, and with a float it gives floats. `div` and
 * the transcendental functions always give floats, and comparisons give bools.
 */
export class Scalars {
  /**
   * Graph that holds the nodes of this formula.
   *
   * @internal
   */
  readonly graph: Graph = new Graph();
  #inputs = 0;
  #runtimeScalars = 0;

  /** Adds an input. */
  input(kind: Kind): Expression {
    return this.graph.node("input", kind, [], this.#inputs++);
  }

  /** Adds a runtime scalar. */
  runtimeScalar(kind: Kind): Expression {
    return this.graph.node("scalar", kind, [], this.#runtimeScalars++);
  }

  /** A constant expression. */
  constant(value: number, kind: Kind = "float"): Expression {
    return this.graph.constant(value, kind);
  }

  /** `x` as another kind: to int it truncates toward zero, within int32 (NaN becomes 0); to bool it tests for ≠ 0. */
  cast(x: Argument, kind: Kind): Expression {
    return simplified(this.graph, "cast", kind, [this.#lift(x, kindOfArgument(x))]);
  }

  /** a + b. */
  add(a: Argument, b: Argument): Expression {
    return this.#arithmetic("add", a, b);
  }
  /** a − b. */
  sub(a: Argument, b: Argument): Expression {
    return this.#arithmetic("sub", a, b);
  }
  /** a·b. */
  mul(a: Argument, b: Argument): Expression {
    return this.#arithmetic("mul", a, b);
  }
  /** a/b, a float. */
  div(a: Argument, b: Argument): Expression {
    return simplified(this.graph, "div", "float", [this.#float(a), this.#float(b)]);
  }
  /** a/b without its fraction. For ints an int, which wraps and is 0 where b is 0. */
  truncDivide(a: Argument, b: Argument): Expression {
    return this.#arithmetic("truncDivide", a, b);
  }
  /** a − b·(a/b without its fraction), exactly: with the sign of a. For ints it is 0 where b is 0. */
  fmod(a: Argument, b: Argument): Expression {
    return this.#arithmetic("fmod", a, b);
  }
  /** aᵇ. For ints an int, rounded toward zero. */
  pow(a: Argument, b: Argument): Expression {
    return this.#arithmetic("pow", a, b);
  }
  /** Minimum of a and b; NaN if either is NaN. */
  min(a: Argument, b: Argument): Expression {
    return this.#arithmetic("min", a, b);
  }
  /** Maximum of a and b; NaN if either is NaN. */
  max(a: Argument, b: Argument): Expression {
    return this.#arithmetic("max", a, b);
  }

  /** −x. */
  neg(x: Argument): Expression {
    return this.#keeping("neg", x);
  }
  /** |x|. */
  abs(x: Argument): Expression {
    return this.#keeping("abs", x);
  }
  /** Sign: −1, 0 or 1. */
  sign(x: Argument): Expression {
    return this.#keeping("sign", x);
  }
  /** Largest whole number ≤ x. */
  floor(x: Argument): Expression {
    return this.#keeping("floor", x);
  }
  /** Smallest whole number ≥ x. */
  ceil(x: Argument): Expression {
    return this.#keeping("ceil", x);
  }
  /** Nearest whole number, halves to even. */
  round(x: Argument): Expression {
    return this.#keeping("round", x);
  }

  /** eˣ. */
  exp(x: Argument): Expression {
    return this.#transcendental("exp", x);
  }
  /** Natural logarithm. */
  log(x: Argument): Expression {
    return this.#transcendental("log", x);
  }
  /** log(1 + x), accurate near 0. */
  log1p(x: Argument): Expression {
    return this.#transcendental("log1p", x);
  }
  /** eˣ − 1, accurate near 0. */
  expm1(x: Argument): Expression {
    return this.#transcendental("expm1", x);
  }
  /** √x. */
  sqrt(x: Argument): Expression {
    return this.#transcendental("sqrt", x);
  }
  /** 1/√x. */
  rsqrt(x: Argument): Expression {
    return this.#transcendental("rsqrt", x);
  }
  /** Hyperbolic tangent. */
  tanh(x: Argument): Expression {
    return this.#transcendental("tanh", x);
  }
  /** 1/(1 + e⁻ˣ). */
  sigmoid(x: Argument): Expression {
    return this.#transcendental("sigmoid", x);
  }
  /** Error function. */
  erf(x: Argument): Expression {
    return this.#transcendental("erf", x);
  }
  /** Complementary error function 1 − erf(x), also accurate where it is tiny. */
  erfc(x: Argument): Expression {
    return this.#transcendental("erfc", x);
  }
  /** Sine of radians. */
  sin(x: Argument): Expression {
    return this.#transcendental("sin", x);
  }
  /** Cosine of radians. */
  cos(x: Argument): Expression {
    return this.#transcendental("cos", x);
  }

  /** a = b. */
  eq(a: Argument, b: Argument): Expression {
    return this.#comparison("eq", a, b);
  }
  /** a ≠ b. */
  ne(a: Argument, b: Argument): Expression {
    return this.#comparison("ne", a, b);
  }
  /** a < b. */
  lt(a: Argument, b: Argument): Expression {
    return this.#comparison("lt", a, b);
  }
  /** a ≤ b. */
  le(a: Argument, b: Argument): Expression {
    return this.#comparison("le", a, b);
  }
  /** a > b. */
  gt(a: Argument, b: Argument): Expression {
    return this.#comparison("gt", a, b);
  }
  /** a ≥ b. */
  ge(a: Argument, b: Argument): Expression {
    return this.#comparison("ge", a, b);
  }
  /** condition ? a : b. The branch not taken may be NaN or infinite; its derivative is not used either. */
  select(condition: Expression, a: Argument, b: Argument): Expression {
    const [left, right] = this.#sameKind(a, b);
    return simplified(this.graph, "select", left.kind, [this.cast(condition, "bool"), left, right]);
  }

  /** x². */
  square(x: Argument): Expression {
    return this.mul(x, x);
  }
  /** Rectifier max(x, 0), with derivative 0 at 0; NaN stays NaN. */
  relu(x: Expression): Expression {
    return this.select(this.le(x, 0), 0, x);
  }
  /** log(1 + eˣ), without overflow; its derivative is σ(x). */
  softplus(x: Expression): Expression {
    const value = this.add(this.max(x, 0), this.log1p(this.exp(this.neg(this.abs(x)))));
    return this.derived(value, [[x, this.sigmoid(x)]]);
  }
  /**
   * σ(x) and its derivative σ′(x) = σ(x)·σ(−x) from one exponential. With e = e^−|x| the value is 1/(1 + e), or e/(1 + e)
   * where x < 0, and the slope is e/(1 + e)². Both keep their digits in the tails, where 1 − σ(x) would lose them.
   */
  logistic(x: Expression): {
    /** σ(x) */
    readonly value: Expression;
    /** σ′(x) */
    readonly slope: Expression;
  } {
    const negative = this.lt(x, 0);
    // A selection instead of −|x|: all pieces change at the same point, so derivatives of every order are right at 0.
    const e = this.exp(this.select(negative, x, this.neg(x)));
    const below = this.add(1, e);
    return {
      value: this.div(this.select(negative, e, 1), below),
      slope: this.div(e, this.square(below)),
    };
  }
  /** weight·x, but 0 where the weight is 0, even if x is infinite: the limit for a weight that vanishes fast enough. */
  weighted(weight: Expression, x: Argument): Expression {
    return this.select(this.eq(weight, 0), 0, this.mul(weight, x));
  }

  /**
   * `value` with the given partial derivatives in place of those that differentiation would find. Use it for formulas whose
   * derived gradient loses precision or is wrong at a kink. Partial derivatives that are not given are 0.
   */
  derived(
    value: Expression,
    partials: readonly (readonly [of: Expression, partial: Expression])[],
  ): Expression {
    return this.graph.node("derived", value.kind, [value, ...partials.flat()]);
  }

  #lift(x: Argument, kind: Kind): Expression {
    return typeof x === "number" ? this.graph.constant(x, kind) : x;
  }

  #float(x: Argument): Expression {
    return this.cast(x, "float");
  }

  /** Casts both arguments to the kind that holds both. A bare number adapts to the other argument if it can. */
  #sameKind(a: Argument, b: Argument): [Expression, Expression] {
    const kind = promoteKinds(kindOfArgument(a), kindOfArgument(b));
    return [this.cast(a, kind), this.cast(b, kind)];
  }

  #arithmetic(op: ArithmeticFunction, a: Argument, b: Argument): Expression {
    const [left, right] = this.#sameKind(a, b);
    if (left.kind !== "bool") return simplified(this.graph, op, left.kind, [left, right]);
    return simplified(this.graph, op, "int", [this.cast(left, "int"), this.cast(right, "int")]);
  }

  #comparison(op: ComparisonFunction, a: Argument, b: Argument): Expression {
    return simplified(this.graph, op, "bool", this.#sameKind(a, b));
  }

  #keeping(op: RoundingFunction, x: Argument): Expression {
    const argument = this.#lift(x, "float");
    if (argument.kind === "bool") throw new DTypeError(`${op}: a bool has no ${op}. Cast it to int32 first.`);
    return simplified(this.graph, op, argument.kind, [argument]);
  }

  #transcendental(op: FloatFunction, x: Argument): Expression {
    return simplified(this.graph, op, "float", [this.#float(x)]);
  }
}

/** True if int32 can hold a number. */
export function isInt32(x: number): boolean {
  return (x | 0) === x;
}

/** Kind of an argument. A whole number that int32 can hold is an int, which fits every kind but bool; any other number is a float. */
function kindOfArgument(x: Argument): Kind {
  if (typeof x !== "number") return x.kind;
  return isInt32(x) ? "int" : "float";
}

const kindOrder: readonly Kind[] = ["bool", "int", "float"];

function promoteKinds(a: Kind, b: Kind): Kind {
  return kindOrder.indexOf(a) >= kindOrder.indexOf(b) ? a : b;
}
