import { mean, sum, type Tensor } from "@cambium/tensor";
import { expectNoLeak, toBeClose } from "@cambium/testing";
import { describe, expect, test } from "vitest";
import type { LossOptions, Reduction } from "../src/index.ts";

expect.extend({ toBeClose });

/**
 * Tests that every loss passes.
 *
 * @param inputs First arguments of `compute`.
 * @param compute A loss whose mean divides by the number of elements.
 */
export function describeReductions<Inputs extends readonly Tensor[]>(
  loss: string,
  inputs: Inputs,
  compute: (...args: [...Inputs, LossOptions]) => Tensor,
): void {
  const run = (options: LossOptions): Tensor => compute(...inputs, options);
  describe(`${loss}: reductions`, () => {
    test("mean and sum reduce the single losses, and the mean is the default", () => {
      const each = run({ reduction: "none" });
      expect(run({ reduction: "mean" })).toBeClose(mean(each), { rtol: 1e-12 });
      expect(run({})).toBeClose(mean(each), { rtol: 1e-12 });
      expect(run({ reduction: "sum" })).toBeClose(sum(each), { rtol: 1e-12 });
    });

    test("an unknown reduction is an error that leaves no tensors behind", () => {
      const text = `${loss}: unknown reduction "avg". Use "mean", "sum" or "none".`;
      expectNoLeak(() => expect(() => run({ reduction: "avg" as Reduction })).toThrow(new RangeError(text)));
    });
  });
}
