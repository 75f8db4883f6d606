import { type Expression, elementwiseMany, full, type Scalars, type Tensor } from "@cambium/tensor";
import type { Rule, Tensors, Update } from "./rule.ts";

/** An optimizer that treats every element of every parameter alike. */
export interface ElementwiseUpdate<Slot extends string, Scalar extends string> {
  /**
   * What is remembered of each parameter, in its shape: a name, and the value at the start; undefined for what these
   * options do not need.
   */
  readonly slots: Readonly<Record<Slot, number | undefined>>;
  /**
   * Numbers that the formula uses: at each step, which counts from 0, the same names in the same order. They go to the
   * kernel at run time, so that changing one makes no new program.
   */
  scalars(step: number): Readonly<Record<Scalar, number>>;
  /**
   * The new parameter and the new slots, of one element, from the old ones, the gradient and the numbers. A slot whose
   * start is undefined is absent from the arguments and ignored in the result.
   */
  formula(
    s: Scalars,
    x: Readonly<Record<"parameter" | "gradient" | Slot | Scalar, Expression>>,
  ): Readonly<Record<"parameter" | Slot, Expression>>;
}

/** What an elementwise rule remembers: for each slot, a tensor for each parameter. */
export type ElementwiseState = Readonly<Record<string, Tensors>>;

/**
 * Declares an optimizer by its formula. Each parameter and what is remembered of it are updated in one pass over
 * memory, in place, on every backend.
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
export function elementwiseRule<Slot extends string, Scalar extends string>(
  name: string,
  { slots, scalars, formula }: ElementwiseUpdate<Slot, Scalar>,
): Rule<ElementwiseState> {
  const starts = Object.entries<number | undefined>(slots).filter(([, start]) => start !== undefined);
  const slotNames = starts.map(([slot]) => slot as Slot);
  const scalarNames = Object.keys(scalars(0));
  const operandNames = ["parameter", "gradient", ...slotNames, ...scalarNames];
  const program = elementwiseMany(name, (s, ...operands: Expression[]) => {
    const named = Object.fromEntries(operandNames.map((operand, i) => [operand, operands[i]!]));
    const results = formula(s, named as Parameters<typeof formula>[1]);
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
    return operands;
  };
  return {
    init: (params) => Object.fromEntries(starts.map(([slot, start]) => [slot, filled(params, start!)])),
    update(params, grads, state, step) {
      const numbers = Object.values<number>(scalars(step));
      const names = Object.keys(params);
      const results = names.map((of) => program(...operandsOf(of, params, grads, state, numbers)));
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

function requireResult(rule: string, part: string, result: Expression | undefined): void {
  if (result !== undefined) return;
  throw new TypeError(`${rule}: its formula gave no ${part}. Return the new parameter and each slot.`);
}

/** Tensors like the parameters, full of `value`. */
function filled(params: Tensors, value: number): Tensors {
  const tensors = Object.entries(params).map(([name, { shape, dtype, backend }]) => {
    return [name, full(shape, value, { dtype, backend })] as const;
  });
  return Object.fromEntries(tensors);
}

/** The results of each parameter, itself first, by name. */
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
