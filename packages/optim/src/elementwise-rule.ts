import {
  type Expression,
  elementwiseMany,
  full,
  norm,
  type Scalars,
  scope,
  type Tensor,
} from "@cambium/tensor";
import type { Rule, Tensors, Update } from "./rule.ts";

/** Expressions that a formula uses for one element: the parameter, its gradient, and those named. */
export type ElementwiseExpressions<Name extends string> = Readonly<
  Record<"parameter" | "gradient" | Name, Expression>
>;

/** Optimizer that applies the same formula to every element of every parameter. */
export interface ElementwiseUpdate<Slot extends string, Scalar extends string, Norm extends string = never> {
  /**
   * State of each parameter, in its shape: a name and the initial value. Undefined for state that these options do not
   * need.
   */
  readonly slots: Readonly<Record<Slot, number | undefined>>;
  /**
   * Numbers that the formula uses, at each step (counted from 0) under the same names in the same order. They reach the
   * kernel at run time, so a new value needs no new program.
   */
  scalars(step: number): Readonly<Record<Scalar, number>>;
  /**
   * Expressions whose Euclidean norms over each whole tensor the formula uses, computed in one more pass. Default: none.
   */
  readonly norms?: Readonly<
    Record<Norm, (s: Scalars, x: NoInfer<ElementwiseExpressions<Slot | Scalar>>) => Expression>
  >;
  /**
   * Computes the new parameter and the new slots of one element from the old ones, the gradient, the numbers and the
   * norms. A slot whose initial value is undefined is absent from the arguments and ignored in the result.
   */
  formula(
    s: Scalars,
    x: ElementwiseExpressions<Slot | Scalar | Norm>,
  ): Readonly<Record<"parameter" | Slot, Expression>>;
}

/** State of an elementwise rule: for each slot, a tensor for each parameter. */
export type ElementwiseState = Readonly<Record<string, Tensors>>;

/**
 * Declares an optimizer by its formula. Each parameter and its state are updated in one pass over memory, in place, on
 * every backend.
 *
 * @param name The op's name, for messages and recorders.
 * @example
 * export const signDescent = (rate: number): Rule =>
 *   elementwiseRule("signDescent", {
 *     slots: {},
 *     scalars: () => ({ rate }),
 *     formula: (s, { parameter, gradient, rate }) => ({
 *       parameter: s.sub(parameter, s.mul(rate, s.sign(gradient))),
 *     }),
 *   });
 */
export function elementwiseRule<Slot extends string, Scalar extends string, Norm extends string = never>(
  name: string,
  { slots, scalars, norms, formula }: ElementwiseUpdate<Slot, Scalar, Norm>,
): Rule<ElementwiseState> {
  const starts = Object.entries<number | undefined>(slots).filter(([, start]) => start !== undefined);
  const slotNames = starts.map(([slot]) => slot as Slot);
  const operandNames = ["parameter", "gradient", ...slotNames, ...Object.keys(scalars(0))];
  const lengths = norms && measuring(name, operandNames, norms);
  const program = elementwiseMany(name, (s, ...operands: Expression[]) => {
    const results = formula(s, named([...operandNames, ...Object.keys(norms ?? {})], operands));
    const parts = (["parameter", ...slotNames] as const).map((part) => [part, results[part]] as const);
    for (const [part, result] of parts) requireResult(name, part, result);
    return parts.map(([, result]) => result);
  });
  const consumed = [0, ...slotNames.map((_, i) => i + 2)];
  const operandsOf = (
    parameter: string,
    params: Tensors,
    grads: Tensors,
    state: ElementwiseState,
    numbers: readonly number[],
  ): (Tensor | number)[] => {
    const operands: (Tensor | number)[] = [params[parameter]!, grads[parameter]!];
    for (const slot of slotNames) operands.push(state[slot]![parameter]!);
    for (const number of numbers) operands.push(number);
    return lengths ? [...operands, ...lengths(operands)] : operands;
  };
  return {
    init: (params) => Object.fromEntries(starts.map(([slot, start]) => [slot, filled(params, start!)])),
    update(params, grads, state, step) {
      const numbers = Object.values<number>(scalars(step));
      const names = Object.keys(params);
      const results = scope(() =>
        names.map((of) => program(...operandsOf(of, params, grads, state, numbers))),
      );
      return updateOf(names, grads, slotNames, results);
    },
    prepare(params, grads, state, step) {
      const numbers = Object.values<number>(scalars(step));
      const names = Object.keys(params);
      const prepared = names.map((of) =>
        program.prepareConsuming(operandsOf(of, params, grads, state, numbers), consumed),
      );
      return () => {
        const results = prepared.map((takeOver) => takeOver());
        return updateOf(names, grads, slotNames, results);
      };
    },
  };
}

/** Operands of a program by their names. */
function named<Names extends string>(names: readonly string[], operands: readonly Expression[]) {
  return Object.fromEntries(names.map((name, i) => [name, operands[i]!])) as Record<Names, Expression>;
}

/** Computes the norms of a rule from the operands of its program, each a scalar. */
function measuring<Names extends string>(
  name: string,
  operandNames: readonly string[],
  norms: Readonly<Record<string, (s: Scalars, x: ElementwiseExpressions<Names>) => Expression>>,
): (operands: readonly (Tensor | number)[]) => readonly Tensor[] {
  const terms = elementwiseMany(`${name}Terms`, (s, ...operands: Expression[]) =>
    Object.values(norms).map((term) => term(s, named(operandNames, operands))),
  );
  return (operands) => scope(() => terms(...operands).map((term) => norm(term)));
}

function requireResult(rule: string, part: string, result: Expression | undefined): void {
  if (result !== undefined) return;
  throw new TypeError(`${rule}: its formula gave no ${part}. Return the new parameter and each slot.`);
}

/** Tensors with the shapes of the parameters, filled with `value`. */
function filled(params: Tensors, value: number): Tensors {
  const tensors = Object.entries(params).map(([name, { shape, dtype, backend }]) => {
    return [name, full(shape, value, { dtype, backend })] as const;
  });
  return Object.fromEntries(tensors);
}

/** Results by name, the new parameter first. */
function updateOf(
  names: readonly string[],
  grads: Tensors,
  slotNames: readonly string[],
  results: readonly (readonly Tensor[])[],
): Update<ElementwiseState> {
  const part = (position: number): Tensors => {
    const tensors: Record<string, Tensor> = {};
    for (let i = 0; i < names.length; i++) tensors[names[i]!] = results[i]![position]!;
    return tensors;
  };
  const state: Record<string, Tensors> = {};
  for (let i = 0; i < slotNames.length; i++) state[slotNames[i]!] = part(i + 1);
  return { params: part(0), grads, state };
}
