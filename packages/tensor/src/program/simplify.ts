import { type Kind, toInt32 } from "../dtype.ts";
import { evaluate, evaluateInt } from "./evaluate.ts";
import { type Expression, type Graph, isConstant, type ScalarFunction } from "./expression.ts";

type Rule = (args: readonly Expression[], graph: Graph) => Expression | undefined;

/**
 * Simplifications that hold for every finite x, up to the sign of a zero. `0·x → 0` and `0/x → 0` also apply where x is
 * infinite, NaN or a divisor of 0, so that a derivative that is 0 by its formula stays 0.
 */
const rules: Partial<Record<ScalarFunction, Rule>> = {
  add: ([a, b]) => (isConstant(a!, 0) ? b : isConstant(b!, 0) ? a : undefined),
  sub: ([a, b], graph) =>
    isConstant(b!, 0) ? a : isConstant(a!, 0) ? simplified(graph, "neg", b!.kind, [b!]) : undefined,
  mul: ([a, b], graph) => multiply(a!, b!, graph) ?? multiply(b!, a!, graph),
  div: ([a, b]) => (isConstant(b!, 1) || isConstant(a!, 0) ? a : undefined),
  pow: ([a, b], graph) => power(a!, b!, graph),
  neg: ([a]) => (a!.op === "neg" ? a!.arguments[0] : undefined),
  select: ([condition, a, b]) =>
    a === b ? a : isConstant(condition!) ? (condition!.value ? a : b) : undefined,
};

function multiply(a: Expression, b: Expression, graph: Graph): Expression | undefined {
  if (isConstant(a, 1) || isConstant(b, 0)) return b;
  return isConstant(a, -1) ? simplified(graph, "neg", b.kind, [b]) : undefined;
}

/** Replaces some constant exponents by products and roots, which are faster and exact. */
function power(a: Expression, b: Expression, graph: Graph): Expression | undefined {
  if (isConstant(b, 1)) return a;
  if (isConstant(b, 2)) return simplified(graph, "mul", a.kind, [a, a]);
  if (isConstant(b, 0.5)) return simplified(graph, "sqrt", a.kind, [a]);
  return undefined;
}

/** Converts a number to a value of a kind. */
function ofKind(value: number, kind: Kind): number {
  if (kind === "bool") return Number(value !== 0);
  return kind === "int" ? toInt32(value) : value;
}

/** Evaluates op(a, b, c) of constants of a kind. */
function folded(op: Exclude<ScalarFunction, "cast">, kind: Kind, a: number, b: number, c: number): number {
  return ((kind === "int" && evaluateInt[op]) || evaluate[op])(a, b, c);
}

/** Returns the node for `op(args)`, after folding constants and applying the simplifications of `op`. */
export function simplified(
  graph: Graph,
  op: ScalarFunction,
  kind: Kind,
  args: readonly Expression[],
): Expression {
  if (op === "cast") {
    const [from] = args as [Expression];
    if (from.kind === kind) return from;
    if (isConstant(from)) return graph.constant(ofKind(from.value, kind), kind);
  } else {
    if (args.every((argument) => isConstant(argument))) {
      const [a = 0, b = 0, c = 0] = args.map((argument) => argument.value);
      return graph.constant(folded(op, kind, a, b, c), kind);
    }
    const simpler = rules[op]?.(args, graph);
    if (simpler) return simpler;
  }
  return graph.node(op, kind, args);
}
