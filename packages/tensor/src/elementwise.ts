import { inWords } from "./checks/in-words.ts";
import { prepareConsuming } from "./elementwise-consuming.ts";
import { runElementwise } from "./elementwise-op.ts";
import { ElementwiseFunction, type Operand } from "./elementwise-variants.ts";
import type { Expression } from "./program/expression.ts";
import type { Scalars } from "./program/scalars.ts";
import type { Tensor } from "./tensor.ts";

/** Elementwise function of a tensor. */
export type Unary = (x: Tensor) => Tensor;
/** Elementwise function of two operands, at least one of them a tensor; shapes broadcast. */
export type Binary = (a: Operand, b: Operand) => Tensor;
/** Elementwise function of three operands, at least one of them a tensor; shapes broadcast. */
export type Ternary = (a: Operand, b: Operand, c: Operand) => Tensor;

/** One operand for each expression that a formula takes. */
export type Operands<X extends readonly Expression[]> = { [I in keyof X]: Operand };

/**
 * Declares an elementwise op by its formula. Broadcasting, the gradient of every order, and the kernel on every
 * backend follow from it. An operand may also be a number, which is passed to the kernel at run time.
 *
 * @param name Name of the op, for messages and recorders.
 * @param formula Returns the result as an expression of the operands, in the vocabulary of {@link Scalars}.
 * @returns A function of as many operands as the formula takes.
 * @example
 * export const mish: Unary = elementwise("mish", (s, x) => s.mul(x, s.tanh(s.softplus(x))));
 */
export function elementwise<X extends Expression[]>(
  name: string,
  formula: (s: Scalars, ...operands: X) => Expression,
): (...operands: Operands<X>) => Tensor {
  requireFormula("elementwise", name, formula);
  const made = new ElementwiseFunction(
    name,
    (s, ...operands) => [formula(s, ...(operands as X))],
    formula.length - 1,
  );
  const run = (...operands: Operands<X>): Tensor => {
    const { op, tensors, scalars } = made.prepare(operands);
    return runElementwise(op, tensors, scalars)[0] as Tensor;
  };
  return Object.defineProperty(run, "name", { value: name });
}

/** Checks the arguments of a declaration. */
function requireFormula(caller: string, name: unknown, formula: unknown): void {
  if (typeof name === "string" && typeof formula === "function") return;
  const found = typeof name === "string" ? formula : name;
  throw new TypeError(
    `${caller}: expected a name and a formula: got ${inWords(found)}. Write ${caller}("double", (s, x) => s.mul(x, 2)).`,
  );
}

/** Elementwise function with several results. */
export interface ElementwiseMany<X extends readonly Expression[]> {
  (...operands: Operands<X>): readonly Tensor[];
  /**
   * Computes the results in place: result k replaces operand `consumed[k]`, a tensor, which is disposed. Its memory is
   * reused if nothing else uses it.
   */
  consuming(operands: Operands<X>, consumed: readonly number[]): readonly Tensor[];
  /**
   * `consuming` in two steps. The call checks the operands and allocates memory. The function that it returns
   * takes the operands over, and fails only if the kernel does.
   */
  prepareConsuming(operands: Operands<X>, consumed: readonly number[]): () => readonly Tensor[];
}

/**
 * Declares an elementwise op with several results, computed in one pass over memory, such as an optimizer's step.
 *
 * @param formula Returns the results as expressions of the operands.
 */
export function elementwiseMany<X extends Expression[]>(
  name: string,
  formula: (s: Scalars, ...operands: X) => readonly Expression[],
): ElementwiseMany<X> {
  requireFormula("elementwiseMany", name, formula);
  const made = new ElementwiseFunction(
    name,
    (s, ...operands) => [formula(s, ...(operands as X))].flat(),
    formula.length - 1,
  );
  const run = (...operands: Operands<X>): readonly Tensor[] => {
    const { op, tensors, scalars } = made.prepare(operands);
    return runElementwise(op, tensors, scalars);
  };
  const prepare: ElementwiseMany<X>["prepareConsuming"] = (operands, consumed) => {
    const { op, tensors, scalars } = made.prepare(operands);
    const positions = consumed.map((operand) => tensors.indexOf(operands[operand] as Tensor));
    return prepareConsuming(op, tensors, scalars, positions);
  };
  const consuming: ElementwiseMany<X>["consuming"] = (operands, consumed) => prepare(operands, consumed)();
  return Object.assign(run, { consuming, prepareConsuming: prepare });
}
