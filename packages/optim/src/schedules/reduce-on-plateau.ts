import {
  checkOptions,
  inWords,
  type Range,
  requireAtLeastZero,
  requireIn,
  requireInteger,
  requireOneOf,
} from "@cambium/tensor/checks";
import type { Schedule } from "../schedule.ts";

/** Options of {@link ReduceOnPlateau}. */
export interface ReduceOnPlateauOptions {
  /** Whether the metric should fall or rise. Default: "min". */
  readonly mode?: "min" | "max";
  /** What the value is multiplied by, in [0, 1). Default: 0.1. */
  readonly factor?: number;
  /** How many observations in a row may be no better than the best before. A whole number from 0. Default: 10. */
  readonly patience?: number;
  /** By how much a better one must be better. At least 0. Default: 1e-4. */
  readonly threshold?: number;
  /** Whether the threshold is a share of the best ("rel") or a difference ("abs"). Default: "rel". */
  readonly thresholdMode?: "rel" | "abs";
  /** How many observations after a reduction count for nothing. A whole number from 0. Default: 0. */
  readonly cooldown?: number;
  /** What the value does not fall below. At least 0. Default: 0. */
  readonly minLr?: number;
  /** The smallest change that is worth making. At least 0. Default: 1e-8. */
  readonly eps?: number;
}

/** Everything that a {@link ReduceOnPlateau} remembers, as plain data. */
export interface ReduceOnPlateauState {
  /** The present value. */
  readonly value: number;
  /** The best metric so far; null before the first. */
  readonly best: number | null;
  /** How many observations in a row were no better. */
  readonly badObservations: number;
  /** How many observations still count for nothing. */
  readonly cooldownLeft: number;
}

/**
 * A schedule that falls when a metric stops getting better.
 *
 * With mode "min" m is better than the best b where m < b·(1 − threshold), or m < b − threshold by thresholdMode "abs";
 * with "max" where m > b·(1 + threshold), or m > b + threshold. After more than `patience` observations in a row that
 * are not, value ← max(value·factor, minLr). A metric of NaN is never better.
 *
 * @see PyTorch, torch.optim.lr_scheduler.ReduceLROnPlateau.
 * @example
 * const plateau = new ReduceOnPlateau(0.1, { patience: 3 });
 * const optimizer = new Optimizer(parameters(model), sgd({ learningRate: plateau.schedule }));
 * // after each epoch:
 * plateau.observe(validationLoss);
 */
export class ReduceOnPlateau {
  /** The present value, for an optimizer; whatever the step. */
  readonly schedule: Schedule = () => this.#state.value;
  readonly #options: Required<ReduceOnPlateauOptions>;
  #state: ReduceOnPlateauState;

  /**
   * @param initial The value at first. At least 0.
   * @throws {RangeError} If a number is out of range.
   */
  constructor(initial: number, options: ReduceOnPlateauOptions = {}) {
    checkOptions("ReduceOnPlateau", options, Object.keys(defaults) as (keyof ReduceOnPlateauOptions)[]);
    requireAtLeastZero("ReduceOnPlateau", "initial", initial);
    this.#options = { ...defaults, ...options };
    checkRanges(this.#options);
    this.#state = { value: initial, best: null, badObservations: 0, cooldownLeft: 0 };
  }

  /**
   * Records a metric, such as the validation loss after an epoch. NaN counts as an observation that is no better.
   *
   * @throws {TypeError} If it is no number, such as a tensor or a promise.
   */
  observe(metric: number): void {
    if (typeof metric !== "number") throw noMetric(metric);
    const { patience, cooldown } = this.#options;
    const { value, best, badObservations, cooldownLeft } = this.#state;
    const better = this.#isBetter(metric, best);
    const resting = cooldownLeft > 0;
    const bad = better || resting ? 0 : badObservations + 1;
    const reduce = bad > patience;
    this.#state = {
      value: reduce ? this.#reduced(value) : value,
      best: better ? metric : best,
      badObservations: reduce ? 0 : bad,
      cooldownLeft: reduce ? cooldown : Math.max(0, cooldownLeft - 1),
    };
  }

  /** A copy of all that is remembered. */
  state(): ReduceOnPlateauState {
    return { ...this.#state };
  }

  /** Goes back to a saved state. */
  restore({ value, best, badObservations, cooldownLeft }: ReduceOnPlateauState): void {
    this.#state = { value, best, badObservations, cooldownLeft };
  }

  #isBetter(metric: number, best: number | null): boolean {
    const { mode, threshold, thresholdMode } = this.#options;
    if (best === null) return Math.abs(metric) < Infinity;
    const sign = mode === "min" ? -1 : 1;
    const bound = thresholdMode === "rel" ? best * (1 + sign * threshold) : best + sign * threshold;
    return mode === "min" ? metric < bound : metric > bound;
  }

  #reduced(value: number): number {
    const { factor, minLr, eps } = this.#options;
    const next = Math.max(value * factor, minLr);
    return value - next > eps ? next : value;
  }
}

function noMetric(found: unknown): TypeError {
  const advice = found instanceof Promise ? "Await it first." : "Pass a number, such as loss.item().";
  return new TypeError(
    `ReduceOnPlateau.observe: the metric must be a number: got ${inWords(found)}. ${advice}`,
  );
}

const defaults: Required<ReduceOnPlateauOptions> = {
  mode: "min",
  factor: 0.1,
  patience: 10,
  threshold: 1e-4,
  thresholdMode: "rel",
  cooldown: 0,
  minLr: 0,
  eps: 1e-8,
};

/** Factors that make a value smaller. */
const shrinking: Range = { contains: (value) => value >= 0 && value < 1, text: "in [0, 1)" };

function checkRanges(options: Required<ReduceOnPlateauOptions>): void {
  const { mode, factor, patience, threshold, thresholdMode, cooldown, minLr, eps } = options;
  requireOneOf("ReduceOnPlateau", "mode", mode, ["min", "max"]);
  requireOneOf("ReduceOnPlateau", "thresholdMode", thresholdMode, ["rel", "abs"]);
  requireIn(shrinking, "ReduceOnPlateau", "factor", factor);
  for (const [option, value] of Object.entries({ patience, cooldown }))
    requireInteger("ReduceOnPlateau", option, value, 0);
  for (const [option, value] of Object.entries({ threshold, minLr, eps }))
    requireAtLeastZero("ReduceOnPlateau", option, value);
}
