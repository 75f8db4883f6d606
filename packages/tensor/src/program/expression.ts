import type { Kind } from "../dtype.ts";

/** Scalar functions of one argument that compute a float. */
export type FloatFunction =
  | "exp"
  | "log"
  | "log1p"
  | "expm1"
  | "sqrt"
  | "rsqrt"
  | "tanh"
  | "sigmoid"
  | "erf"
  | "erfc"
  | "sin"
  | "cos";

/** Scalar functions of one argument whose result has the same kind. */
export type RoundingFunction = "neg" | "abs" | "sign" | "floor" | "ceil" | "round";

/** Scalar functions of two arguments of the same kind, which the result keeps. `div` always computes a float. */
export type ArithmeticFunction =
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "truncDivide"
  | "fmod"
  | "pow"
  | "min"
  | "max";

/** Scalar functions of two arguments that compute a bool. */
export type ComparisonFunction = "eq" | "ne" | "lt" | "le" | "gt" | "ge";

/** Every function that an instruction of a program may compute. `select(c, a, b)` is c ? a : b. */
export type ScalarFunction =
  | FloatFunction
  | RoundingFunction
  | ArithmeticFunction
  | ComparisonFunction
  | "select"
  | "cast";

/** Source of a value that is not computed: an element of an input, a runtime scalar, or a constant. */
export type Source = "input" | "scalar" | "constant";

/**
 * Node of an expression graph. The graph interns its nodes, so equal expressions are the same object. Arguments always have
 * smaller ids than the nodes that use them.
 *
 * A `derived` node has the value of its first argument and its own partial derivatives:
 * `[value, x₁, ∂value/∂x₁, x₂, ∂value/∂x₂, …]`.
 */
export interface Expression {
  /** Position in the order in which the graph made its nodes, from 0. */
  readonly id: number;
  /** Function that computes the value, or source of the value. */
  readonly op: ScalarFunction | Source | "derived";
  /** Kind of the value: float, int or bool. */
  readonly kind: Kind;
  /** Arguments of the function, in order; empty for a source. */
  readonly arguments: readonly Expression[];
  /** Value of a constant, or index of an input or runtime scalar. */
  readonly value: number;
}

/** Makes and interns the nodes of one expression graph. */
export class Graph {
  readonly #nodes = new Map<string, Expression>();

  /** Returns the unique node with these parts. */
  node(op: Expression["op"], kind: Kind, args: readonly Expression[], value = 0): Expression {
    const number = Object.is(value, -0) ? "-0" : String(value);
    const key = `${op} ${kind} ${number} ${args.map((argument) => argument.id).join()}`;
    const known = this.#nodes.get(key);
    if (known) return known;
    const made: Expression = { id: this.#nodes.size, op, kind, arguments: args, value };
    this.#nodes.set(key, made);
    return made;
  }

  /** Returns a constant. */
  constant(value: number, kind: Kind): Expression {
    return this.node("constant", kind, [], value);
  }
}

/** True if a node is a constant; with `value`, if it is this constant. */
export function isConstant(expression: Expression, value?: number): boolean {
  return expression.op === "constant" && (value === undefined || expression.value === value);
}
