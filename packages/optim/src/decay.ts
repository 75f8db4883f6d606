import { decayRate, inWords } from "@cambium/tensor/checks";
import { type Schedule, scheduled } from "./schedule.ts";

/** How much of a running mean lasts from one step to the next. */
export interface Decay {
  /** At each step. */
  readonly at: Schedule;
  /** The product over a step and all before it: how much is left of the 0 that the mean started from. */
  readonly product: Schedule;
}

/**
 * A number in [0, 1), or a schedule of such, as a decay.
 *
 * @throws {RangeError} Now for a number, and at the step for a schedule, if a value is out of range.
 */
function decayOf(rule: string, option: string, value: number | Schedule): Decay {
  const at = scheduled(rule, option, value, decayRate);
  if (typeof value === "number") return { at, product: (step) => value ** (step + 1) };
  return { at, product: runningProduct(at) };
}

/**
 * Both betas of a rule like Adam.
 *
 * @throws {TypeError} If they are no pair.
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
 * The product of a schedule's values over a step and all before it.
 *
 * It depends on the step alone: multiplied in order from the first one, whichever was asked for before, so that a
 * restored optimizer goes on with the same bits. The last product is kept, as steps usually follow each other.
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
