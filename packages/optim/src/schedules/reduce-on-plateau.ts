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
  /** Direction of improvement: "min" for a metric that should fall, "max" for one that should rise. Default: "min". */
  readonly mode?: "min" | "max";
  /** Factor of a reduction, in [0, 1). Default: 0.1. */
  readonly factor?: number;
  /** Number of consecutive observations that may bring no improvement. An integer of at least 0. Default: 10. */
  readonly patience?: number;
  /** Smallest improvement that counts. At least 0. Default: 1e-4. */
  readonly threshold?: number;
  /** Meaning of the threshold: relative to the best metric ("rel") or a difference ("abs"). Default: "rel". */
  readonly thresholdMode?: "rel" | "abs";
  /** Number of observations to ignore after a reduction. An integer of at least 0. Default: 0. */
  readonly cooldown?: number;
  /** Lower limit of the value. At least 0. Default: 0. */
  readonly minLr?: number;
  /** Smallest change that is applied. At least 0. Default: 1e-8. */
  readonly eps?: number;
}

/** State of a {@link ReduceOnPlateau}, as plain data. */
export interface ReduceOnPlateauState {
  /** The current value. */
  readonly value: number;
  /** The best metric so far; null before the first. */
  readonly best: number | null;
  /** Number of consecutive observations without improvement. */
  readonly badObservations: number;
  /** Number of observations that are still ignored. */
  readonly cooldownLeft: number;
}

/**
 * Schedule that decreases when a metric stops improving.
 *
 * With mode "min" a metric m improves on the best b if m < b·(1 − threshold), or with thresholdMode "abs" if
 * m < b − threshold. With "max" it does if m > b·(1 + threshold), or m > b + threshold. After more than `patience`
 * consecutive observations without improvement, value ← max(value·factor, minLr). NaN is never an improvement.
 *
 * @see PyTorch, torch.optim.lr_scheduler.ReduceLROnPlateau.
 * @example
 * const plateau = new ReduceOnPlateau(0.1, { patience: 3 });
 * const optimizer = new Optimizer(parameters(model), sgd({ learningRate: plateau.schedule }));
 * // after each epoch:
 * plateau.observe(validationLoss);
 */
export class ReduceOnPlateau {
  /** Schedule for an optimizer: the current value, whatever the step. */
  readonly schedule: Schedule = () => this.#state.value;
  readonly #options: Required<ReduceOnPlateauOptions>;
  #state: ReduceOnPlateauState;

  /**
   * @param initial Value at the start. At least 0.
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
   * Records a metric, such as the validation loss after an epoch. NaN counts as an observation without improvement.
   *
   * @throws {TypeError} If it is not a number but a tensor or a promise, for example.
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

  /** Returns a copy of the state. */
  state(): ReduceOnPlateauState {
    return { ...this.#state };
  }

  /** Restores a saved state. */
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
