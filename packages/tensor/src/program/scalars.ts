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

/** An argument of a scalar function: an expression, or a number that becomes a constant of the fitting kind. */
export type Argument = Expression | number;

/**
 * The vocabulary of formulas. A formula is a function of a `Scalars` and of expressions, which returns an
 * expression; it is written once and gives the kernel, the gradient and the fused pass on every backend.
 *
 * Kinds follow the arguments: arithmetic on ints stays int, a float makes it float, `div` and the
 * transcendental functions always compute floats, comparisons give bools.
 */
export class Scalars {
  /**
   * Where the nodes of this formula live.
   *
   * @internal
   */
  readonly graph: Graph = new Graph();
  #inputs = 0;
  #runtimeScalars = 0;

  /** One more input. */
  input(kind: Kind): Expression {
    return this.graph.node("input", kind, [], this.#inputs++);
  }

  /** One more runtime scalar. */
  runtimeScalar(kind: Kind): Expression {
    return this.graph.node("scalar", kind, [], this.#runtimeScalars++);
  }

  /** A constant expression. */
  constant(value: number, kind: Kind = "float"): Expression {
    return this.graph.constant(value, kind);
  }

  /** `x` as another kind: to int truncates towards zero, within int32 (NaN becomes 0); to bool tests for ≠ 0. */
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
  /** a/b without its fraction; of ints an int, which wraps, and 0 where b is 0. */
  truncDivide(a: Argument, b: Argument): Expression {
    return this.#arithmetic("truncDivide", a, b);
  }
  /** a − b·(a/b without its fraction), exactly: the sign is that of a; of ints 0 where b is 0. */
  fmod(a: Argument, b: Argument): Expression {
    return this.#arithmetic("fmod", a, b);
  }
  /** aᵇ. Of ints an int, rounded towards zero. */
  pow(a: Argument, b: Argument): Expression {
    return this.#arithmetic("pow", a, b);
  }
  /** The smaller one; NaN if either is NaN. */
  min(a: Argument, b: Argument): Expression {
    return this.#arithmetic("min", a, b);
  }
  /** The larger one; NaN if either is NaN. */
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
  /** −1, 0 or 1. */
  sign(x: Argument): Expression {
    return this.#keeping("sign", x);
  }
  /** The largest whole number ≤ x. */
  floor(x: Argument): Expression {
    return this.#keeping("floor", x);
  }
  /** The smallest whole number ≥ x. */
  ceil(x: Argument): Expression {
    return this.#keeping("ceil", x);
  }
  /** The nearest whole number, halves to even. */
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
  /** log(1 + x), exact near 0. */
  log1p(x: Argument): Expression {
    return this.#transcendental("log1p", x);
  }
  /** eˣ − 1, exact near 0. */
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
  /** Complementary error function, 1 − erf(x), exact where that is tiny. */
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
  /** condition ? a : b. The branch not taken may be NaN or infinite, and neither is its derivative used. */
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
   * σ(x) and its derivative σ′(x) = σ(x)·σ(−x), from one exponential: with e = e^−|x| they are 1/(1 + e), or e/(1 + e)
   * where x < 0, and e/(1 + e)². Neither loses digits in its tails, where 1 − σ(x) would.
   */
  logistic(x: Expression): { readonly value: Expression; readonly slope: Expression } {
    const negative = this.lt(x, 0);
    // Not −|x|: this way all pieces change at the same place, and derivatives of every order are right at 0.
    const e = this.exp(this.select(negative, x, this.neg(x)));
    const below = this.add(1, e);
    return {
      value: this.div(this.select(negative, e, 1), below),
      slope: this.div(e, this.square(below)),
    };
  }
  /** weight·x, and 0 where the weight is 0, even if x is infinite: the limit of a factor that vanishes fast enough. */
  weighted(weight: Expression, x: Argument): Expression {
    return this.select(this.eq(weight, 0), 0, this.mul(weight, x));
  }

  /**
   * `value`, with the partial derivatives given instead of those that differentiation would find. For formulas
   * whose derived gradient loses precision or is wrong at a kink.
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

  /** Both arguments brought to the kind that holds both; a bare number adapts to its partner where it can. */
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

/** Whether a number is one that int32 holds. */
export function isInt32(x: number): boolean {
  return (x | 0) === x;
}

/** A whole number that int32 holds fits every kind it meets but bool; another number is a float. */
function kindOfArgument(x: Argument): Kind {
  if (typeof x !== "number") return x.kind;
  return isInt32(x) ? "int" : "float";
}

const kindOrder: readonly Kind[] = ["bool", "int", "float"];

function promoteKinds(a: Kind, b: Kind): Kind {
  return kindOrder.indexOf(a) >= kindOrder.indexOf(b) ? a : b;
}
