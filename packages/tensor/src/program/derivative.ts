import { TWO_OVER_ROOT_PI } from "./erf.ts";
import { type Expression, isConstant, type ScalarFunction } from "./expression.ts";
import type { Scalars } from "./scalars.ts";

/** Contributions of the adjoint g of y = op(a, b, c) to the adjoint of each argument. */
type Derivative = (
  s: Scalars,
  g: Expression,
  y: Expression,
  a: Expression,
  b: Expression,
  c: Expression,
) => readonly (Expression | undefined)[];

const none: Derivative = () => [];

/**
 * Derivative of every scalar function. At a tie, `min` and `max` pass half of the adjoint to each argument.
 *
 * A row reads the result y only if that loses no digits. tanh′ = 1 − y² and expm1′ = y + 1 would be 0 where y has rounded
 * to ±1, so these rows compute the derivative from the argument.
 */
const derivatives: Readonly<Record<ScalarFunction, Derivative>> = {
  add: (_s, g) => [g, g],
  sub: (s, g) => [g, s.neg(g)],
  mul: (s, g, _y, a, b) => [s.mul(g, b), s.mul(g, a)],
  div: (s, g, y, _a, b) => [s.div(g, b), s.neg(s.div(s.mul(g, y), b))],
  truncDivide: none,
  fmod: (s, g, _y, a, b) => [g, s.neg(s.mul(g, s.truncDivide(a, b)))],
  pow: (s, g, y, a, b) => [
    s.select(s.eq(b, 0), 0, s.mul(g, s.mul(b, s.pow(a, s.sub(b, 1))))),
    // The limit is 0 where aᵇ vanishes, because log a grows more slowly. At 0⁰ the slope is defined as 0.
    s.select(s.select(s.eq(a, 0), s.ge(b, 0), s.eq(y, 0)), 0, s.mul(g, s.mul(y, s.log(a)))),
  ],
  min: (s, g, _y, a, b) => [extremum(s, g, s.lt(a, b), a, b), extremum(s, g, s.lt(b, a), a, b)],
  max: (s, g, _y, a, b) => [extremum(s, g, s.gt(a, b), a, b), extremum(s, g, s.gt(b, a), a, b)],
  neg: (s, g) => [s.neg(g)],
  abs: (s, g, _y, a) => [s.mul(g, s.sign(a))],
  sign: none,
  floor: none,
  ceil: none,
  round: none,
  exp: (s, g, y) => [s.mul(g, y)],
  log: (s, g, _y, a) => [s.div(g, a)],
  log1p: (s, g, _y, a) => [s.div(g, s.add(a, 1))],
  expm1: (s, g, _y, a) => [s.mul(g, s.exp(a))],
  sqrt: (s, g, y) => [s.div(s.mul(g, 0.5), y)],
  rsqrt: (s, g, y) => [s.mul(g, s.mul(s.mul(-0.5, y), s.square(y)))],
  tanh: (s, g, _y, a) => [s.mul(g, s.mul(4, s.logistic(s.mul(2, a)).slope))],
  sigmoid: (s, g, _y, a) => [s.mul(g, s.logistic(a).slope)],
  erf: (s, g, _y, a) => [s.mul(g, s.mul(TWO_OVER_ROOT_PI, bell(s, a)))],
  erfc: (s, g, _y, a) => [s.mul(g, s.mul(-TWO_OVER_ROOT_PI, bell(s, a)))],
  sin: (s, g, _y, a) => [s.mul(g, s.cos(a))],
  cos: (s, g, _y, a) => [s.neg(s.mul(g, s.sin(a)))],
  eq: none,
  ne: none,
  lt: none,
  le: none,
  gt: none,
  ge: none,
  select: (s, g, _y, condition) => [undefined, s.select(condition, g, 0), s.select(condition, 0, g)],
  cast: none,
};

/** e^(−x²). Beyond ±30 it is 0. The limit keeps the derivative −2x·e^(−x²) from being NaN at ±∞. */
function bell(s: Scalars, x: Expression): Expression {
  return s.exp(s.neg(s.square(s.max(s.min(x, 30), -30))));
}

/** g where this argument alone is the extremum, g/2 at a tie, 0 elsewhere. */
function extremum(s: Scalars, g: Expression, wins: Expression, a: Expression, b: Expression): Expression {
  return s.select(wins, g, s.select(s.eq(a, b), s.mul(g, 0.5), 0));
}

/** An adjoint that a `select` makes 0 on one side. `inner` is the other side; `again` repeats the selection. */
interface Guarded {
  readonly inner: Expression;
  readonly again: (s: Scalars, inner: Expression) => Expression;
}

function guarded({ op, arguments: args }: Expression): Guarded | undefined {
  if (op !== "select") return undefined;
  const [condition, a, b] = args as readonly [Expression, Expression, Expression];
  if (isConstant(a, 0)) return { inner: b, again: (s, inner) => s.select(condition, 0, inner) };
  if (isConstant(b, 0)) return { inner: a, again: (s, inner) => s.select(condition, inner, 0) };
  return undefined;
}

/**
 * Yields the (argument, contribution) pairs of one node with adjoint g. Selections are moved outward, from select(c, 0, g)·p
 * to select(c, 0, g·p), so that a node that is not selected contributes 0 even if p is infinite.
 */
function* contributions(s: Scalars, node: Expression, g: Expression): Iterable<[Expression, Expression]> {
  if (node.op === "input" || node.op === "scalar" || node.op === "constant") return;
  const guard = guarded(g);
  if (guard) {
    for (const [argument, part] of contributions(s, node, guard.inner))
      yield [argument, guard.again(s, part)];
    return;
  }
  const args = node.arguments;
  if (node.op === "derived") {
    for (let i = 1; i < args.length; i += 2) yield [args[i]!, s.mul(g, args[i + 1]!)];
    return;
  }
  const parts = derivatives[node.op](s, g, node, args[0]!, args[1]!, args[2]!);
  for (const [i, part] of parts.entries()) if (part && args[i]!.kind === "float") yield [args[i]!, part];
}

/** a + b. If both have the same selection, the sum is selected once. */
function total(s: Scalars, a: Expression, b: Expression): Expression {
  const [left, right] = [guarded(a), guarded(b)];
  const alike = left && right && left.again(s, right.inner) === b;
  return alike ? left.again(s, s.add(left.inner, right.inner)) : s.add(a, b);
}

/**
 * Nodes that `outputs` are computed from, the last used first, down to `leaves`. A `derived` node hides the nodes of its
 * value.
 */
function reverseOrder(outputs: Iterable<Expression>, leaves: ReadonlySet<Expression>): Expression[] {
  const found = new Set<Expression>();
  const pending = [...outputs];
  while (pending.length > 0) {
    const node = pending.pop()!;
    if (found.has(node) || leaves.has(node)) continue;
    found.add(node);
    pending.push(...node.arguments.filter((_, i) => node.op !== "derived" || i % 2 === 1));
  }
  return [...found].sort((a, b) => b.id - a.id);
}

/**
 * Reverse-mode differentiation of an expression graph.
 *
 * adjoint(x) = Σ over uses y = f(…, x, …) of adjoint(y)·∂f/∂x
 *
 * @param adjoints Pairs of an output and its adjoint.
 * @param leaves The independent variables, whose adjoints are returned. Their own computation is ignored.
 * @returns One expression for each leaf; the constant 0 where no output depends on it.
 */
export function differentiate(
  s: Scalars,
  adjoints: readonly (readonly [Expression, Expression])[],
  leaves: readonly Expression[],
): Expression[] {
  const known = new Map<Expression, Expression>();
  const add = (node: Expression, part: Expression): void => {
    const before = known.get(node);
    known.set(node, before ? total(s, before, part) : part);
  };
  for (const [output, adjoint] of adjoints) add(output, adjoint);
  for (const node of reverseOrder(known.keys(), new Set(leaves))) {
    const adjoint = known.get(node);
    if (adjoint) for (const [argument, part] of contributions(s, node, adjoint)) add(argument, part);
  }
  return leaves.map((leaf) => known.get(leaf) ?? s.constant(0));
}
