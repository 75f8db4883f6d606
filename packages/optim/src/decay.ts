import { decayRate, inWords } from "@cambium/tensor/checks";
import { type Schedule, scheduled } from "./schedule.ts";

/** Decay rate of a running mean. */
export interface Decay {
  /** Decay rate at each step. */
  readonly at: Schedule;
  /** Product of the rates up to and including a step: the weight that the initial 0 of the mean still has. */
  readonly product: Schedule;
}

/**
 * A number in [0, 1), or a schedule of such numbers, as a decay rate.
 *
 * @throws {RangeError} Now for a number, and at the step for a schedule, if a value is out of range.
 */
function decayOf(rule: string, option: string, value: number | Schedule): Decay {
  const at = scheduled(rule, option, value, decayRate);
  if (typeof value === "number") return { at, product: (step) => value ** (step + 1) };
  return { at, product: runningProduct(at) };
}

/**
 * Both betas of a rule like Adam, as decay rates.
 *
 * @throws {TypeError} If they are not a pair.
 */
export function decaysOf(
  rule: string,
  betas: readonly [number | Schedule, number | Schedule],
): readonly [Decay, Decay] {
  if (!Array.isArray(betas)) {
    throw new TypeError(
      `${rule}: betas must be a pair: got ${inWords(betas)}. The usual one is [0.9, 0.999].`,
    );
  }
  return [decayOf(rule, "betas[0]", betas[0]), decayOf(rule, "betas[1]", betas[1])];
}

/**
 * Product of a schedule's values up to and including a step.
 *
 * The result depends on the step alone. Factors are multiplied in order from the first step, whatever was asked for
 * before, so that a restored optimizer continues with the same bits. The last product is cached for the next step.
 */
export function runningProduct(factor: Schedule): Schedule {
  let done = 0;
  let product = 1;
  return (step) => {
    if (step + 1 < done) [done, product] = [0, 1];
    for (; done <= step; done++) product *= factor(done);
    return product;
  };
}
