import { type Backend, memory } from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { describe, expect, test } from "vitest";
import { casesOf, type OpCase } from "./op-cases.ts";
import {
  checkDifferences,
  checkFormula,
  checkGradients,
  checkLayouts,
  checkSideEffects,
  checkValues,
} from "./op-checks.ts";
import type { OpRow } from "./op-row.ts";

/**
 * Tests an op from its row. Values are compared with its formula and the reference backend, also for NaN, infinities and
 * views of every layout. Gradients of first and second order are compared with finite differences in float64. The op must
 * leak no tensor and change no input.
 *
 * @param backend Called when tests run. Default: the reference backend.
 * @example
 * describeOp({ name: "mish", run: mish, inputs: [floats([3, 4])], formula: (x) => x * Math.tanh(Math.log1p(Math.exp(x))) });
 */
export function describeOp(row: OpRow, backend?: () => Backend): void {
  const { formula, differentiable = true } = row;
  const each = (title: string, check: (opCase: OpCase, backend: Backend) => Promise<void> | void): void => {
    test(title, async () => {
      const { tensors } = memory();
      const tested = backend?.() ?? referenceBackend;
      for (const opCase of casesOf(row, tested)) await check(opCase, tested);
      expect(memory().tensors, "live tensors before and after").toBe(tensors);
    });
  };
  describe(row.name, () => {
    if (backend) {
      each("gives the values of the reference backend", (a, b) => checkValues(row, a, a.inputs, b));
      each("treats NaN and infinities as the reference backend does", (a, b) =>
        checkValues(row, a, a.withSpecials, b),
      );
    }
    if (formula) {
      each("gives the values of its formula", (a, b) => checkFormula(row, a, a.inputs, b));
      each("gives the values of its formula for NaN and infinities", (a, b) =>
        checkFormula(row, a, a.withSpecials, b),
      );
    }
    each("gives for views what it gives for dense copies", (a, b) => checkLayouts(row, a, b));
    if (!differentiable) each("has gradients of zero", (a, b) => checkGradients(row, a, b));
    else {
      if (backend) each("has the gradients of the reference backend", (a, b) => checkGradients(row, a, b));
      each("has the gradients of finite differences", (a, b) => checkDifferences(a, b, 1));
      each("has the second-order gradients of finite differences", (a, b) => checkDifferences(a, b, 2));
    }
    each("leaves nothing behind and its inputs as they were", checkSideEffects);
  });
}
