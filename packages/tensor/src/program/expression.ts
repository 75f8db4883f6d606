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

/** Scalar functions of one argument that keep its kind. */
export type RoundingFunction = "neg" | "abs" | "sign" | "floor" | "ceil" | "round";

/** Scalar functions of two arguments of one kind, which they keep. `div` always computes a float. */
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

/** What an instruction of a program may compute. `select(c, a, b)` is c ? a : b. */
export type ScalarFunction =
  | FloatFunction
  | RoundingFunction
  | ArithmeticFunction
  | ComparisonFunction
  | "select"
  | "cast";

/** Where a value comes from when it is not computed: an input's element, a runtime scalar, or a constant. */
export type Source = "input" | "scalar" | "constant";

/**
 * A node of an expression graph. Nodes are interned by the graph that makes them: equal expressions are
 * the same object, and arguments always have smaller ids than what uses them.
 *
 * A `derived` node stands for its first argument and carries partial derivatives of its own:
 * `[value, x₁, ∂value/∂x₁, x₂, ∂value/∂x₂, …]`.
 */
export interface Expression {
  /** Its place in the order in which the graph made its nodes, from 0. */
  readonly id: number;
  /** What computes the value, or where it comes from. */
  readonly op: ScalarFunction | Source | "derived";
  /** Whether the value is a float, an int or a bool. */
  readonly kind: Kind;
  /** What the value is computed from, in order; none for a source. */
  readonly arguments: readonly Expression[];
  /** A constant's value, or the number of an input or runtime scalar. */
  readonly value: number;
}

/** Makes and interns the nodes of one expression graph. */
export class Graph {
  readonly #nodes = new Map<string, Expression>();

  /** The one node with these parts. */
  node(op: Expression["op"], kind: Kind, args: readonly Expression[], value = 0): Expression {
    const number = Object.is(value, -0) ? "-0" : String(value);
    const key = `${op} ${kind} ${number} ${args.map((argument) => argument.id).join()}`;
    const known = this.#nodes.get(key);
    if (known) return known;
    const made: Expression = { id: this.#nodes.size, op, kind, arguments: args, value };
    this.#nodes.set(key, made);
    return made;
  }

  /** A constant. */
  constant(value: number, kind: Kind): Expression {
    return this.node("constant", kind, [], value);
  }
}

/** Whether a node is the constant `value`. */
export function isConstant(expression: Expression, value?: number): boolean {
  return expression.op === "constant" && (value === undefined || expression.value === value);
}
