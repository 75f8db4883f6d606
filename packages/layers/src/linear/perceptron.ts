import { Describable, inLayer, Param } from "@cambium/module";
import {
  abs,
  add,
  type CreateOptions,
  elementwise,
  formatShape,
  linear,
  reshape,
  ShapeError,
  scope,
  slice,
  sub,
  sum,
  type Tensor,
  transpose,
  type Unary,
  zeros,
} from "@cambium/tensor";
import { checkOptions, createNames, inWords, requireCounts } from "@cambium/tensor/checks";
import { requireInputSize } from "../input-size.ts";

/** Options of {@link Perceptron}. */
export interface PerceptronOptions extends CreateOptions {
  /** η, the learning rate of a mistake; above 0. It only scales weights that start from 0. Default: 1. */
  readonly learningRate?: number;
}

/** 1 above 0, else 0. */
const fire: Unary = /* @__PURE__ */ elementwise("heaviside", (s, x) => s.cast(s.gt(x, 0), "float"));

/** value + rate·error·input, in one pass. */
const correct = /* @__PURE__ */ elementwise("perceptronRule", (s, value, rate, error, input) =>
  s.add(value, s.mul(s.mul(rate, error), input)),
);

/**
 * The historic perceptron: units with a step activation, and a learning rule that uses no gradient.
 *
 * y = H(x·weightᵀ + bias), H(z) = 1 above 0 and 0 elsewhere; after each sample
 * weight ← weight + η·(t − y)·x, bias ← bias + η·(t − y)
 *
 * If a plane separates the classes with margin γ, and no sample, extended by a 1 for the bias, is longer than R, a unit
 * makes at most (R/γ)² mistakes. Without such a plane, as for XOR, learning never ends.
 *
 * weight: [outFeatures, inFeatures]; bias: [outFeatures]. Both start at 0.
 *
 * @see Rosenblatt: The perceptron (1958); Novikoff: On convergence proofs for perceptrons (1962).
 * @example
 * const perceptron = new Perceptron(2);
 * while (perceptron.learn(x, target) > 0);
 */
export class Perceptron extends Describable {
  /** Last size of the input. */
  readonly inFeatures: number;
  /** Number of units, each of which learns alone. */
  readonly outFeatures: number;
  /** η, the learning rate of a mistake. */
  readonly learningRate: number;
  /** Matrix, [outFeatures, inFeatures]. */
  readonly weight: Param;
  /** Added before a unit fires, [outFeatures]. */
  readonly bias: Param;

  /**
   * @param outFeatures Default: 1.
   * @throws {RangeError} If a size is not a whole number of at least 1, or the learning rate is not finite and above 0.
   */
  constructor(inFeatures: number, outFeatures = 1, options: PerceptronOptions = {}) {
    super(inFeatures, outFeatures, options);
    requireCounts("Perceptron", { inFeatures, outFeatures });
    checkOptions("Perceptron", options, ["learningRate", ...createNames]);
    const { learningRate = 1, ...place } = options;
    if (!(learningRate > 0 && learningRate < Infinity)) {
      throw new RangeError(
        `Perceptron: learningRate must be finite and above 0: got ${inWords(learningRate)}. From weights of 0 any does, such as 1.`,
      );
    }
    this.inFeatures = inFeatures;
    this.outFeatures = outFeatures;
    this.learningRate = learningRate;
    this.weight = new Param({ shape: [outFeatures, inFeatures], init: 0, ...place });
    this.bias = new Param({ shape: [outFeatures], init: 0, ...place });
  }

  /**
   * @param x […, inFeatures].
   * @returns 0 or 1 for each unit, […, outFeatures]. No gradient passes.
   * @throws {ShapeError} If the last size is not `inFeatures`.
   */
  forward(x: Tensor): Tensor {
    return inLayer(this, { x }, () => {
      requireInputSize(this, x, -1, this.inFeatures, "feature");
      return fire(linear(x, this.weight.value, { bias: this.bias.value }));
    });
  }

  /**
   * Makes one pass over the samples, and corrects the weights after each sample that a unit gets wrong.
   *
   * @param x [N, inFeatures].
   * @param target 0 or 1 for each unit, [N, outFeatures], or [N] for a single unit; of any type.
   * @returns Number of mistakes of all units; 0 once every sample is right.
   * @throws {ShapeError} If x or target does not fit.
   */
  learn(x: Tensor, target: Tensor): number {
    this.#check(x, target);
    const learned = scope(() => {
      const start = {
        weight: this.weight.value,
        bias: this.bias.value,
        mistakes: zeros([], { backend: x.backend }),
      };
      const wanted = reshape(target, [x.shape[0]!, this.outFeatures]);
      let state = start;
      for (let i = 0; i < x.shape[0]!; i++) {
        state = this.#correct(state, slice(x, [[i, i + 1]]), slice(wanted, [[i, i + 1]]));
      }
      return { ...state, mistakes: state.mistakes.item() };
    });
    this.weight.value = learned.weight;
    this.bias.value = learned.bias;
    return learned.mistakes;
  }

  /** State after learning from one sample. */
  #correct({ weight, bias, mistakes }: Learned, x: Tensor, target: Tensor): Learned {
    return scope(() => {
      const error = sub(target, fire(linear(x, weight, { bias })));
      return {
        weight: correct(weight, this.learningRate, transpose(error), x),
        bias: correct(bias, this.learningRate, reshape(error, [this.outFeatures]), 1),
        mistakes: add(mistakes, sum(abs(error))),
      };
    });
  }

  #check(x: Tensor, target: Tensor): void {
    const { inFeatures, outFeatures } = this;
    const single = outFeatures === 1 && target.rank === 1;
    const fits = single || (target.rank === 2 && target.shape[1] === outFeatures);
    if (x.rank === 2 && x.shape[1] === inFeatures && fits && target.shape[0] === x.shape[0]) return;
    throw new ShapeError(
      `Perceptron: learn needs x [N, ${inFeatures}] and a target [N, ${outFeatures}]${outFeatures === 1 ? " or [N]" : ""}: ` +
        `got ${formatShape(x.shape)} and ${formatShape(target.shape)}. Give one row for each sample.`,
    );
  }
}

/** State of a pass over samples. */
interface Learned {
  readonly weight: Tensor;
  readonly bias: Tensor;
  readonly mistakes: Tensor;
}
