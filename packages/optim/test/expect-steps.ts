import { Param } from "@cambium/module";
import { Optimizer, type Rule } from "@cambium/optim";
import { tensor } from "@cambium/tensor";
import { toBeClose } from "@cambium/testing";
import { expect } from "vitest";

expect.extend({ toBeClose });

/** Step of one element: returns its next value, at step 1, 2, … */
export type PlainStep = (p: number, gradient: number, t: number) => number;

const start: readonly number[] = [1, -2, 0.5, 3];

/** Gradients of each element at each step: they change sign, vanish, stay equal and differ in size. */
const gradients: readonly (readonly number[])[] = [
  [0.5, -3, 0, 2],
  [0.25, 2, 0, 2],
  [-1, 0.5, 100, 2],
  [-2, 0, 1, 2],
  [0.125, 4, -1, 2],
  [0.5, -1, 0.01, 2],
  [1, -1, 0, 2],
];

/**
 * Asserts that a rule does what a plain formula does, in float64.
 *
 * @param makePlain Makes the formula for one element, with the state that it needs.
 */
export function expectSteps(rule: Rule, makePlain: () => PlainStep): void {
  const p = new Param(tensor([...start], { dtype: "float64" }));
  const optimizer = new Optimizer({ p }, rule);
  const plain = start.map(makePlain);
  let wanted: readonly number[] = start;
  gradients.forEach((gradient, i) => {
    optimizer.step({ p: tensor([...gradient], { dtype: "float64" }) });
    wanted = wanted.map((value, element) => plain[element]!(value, gradient[element]!, i + 1));
    expect(p.value).toBeClose([...wanted], { rtol: 1e-12, atol: 1e-12 });
  });
}
