import { arange, elementwise, mul, reshape, scope, sum, type Tensor, unsqueeze } from "@cambium/tensor";
import { checkOptions, inWords, requireAboveZero } from "@cambium/tensor/checks";
import { pickClass, requireClassIndices } from "./class-index.ts";
import { pickWeight, requireClassWeights } from "./class-weights.ts";
import { type LossOptions, reduce } from "./reduction.ts";
import { requireTensors } from "./require-tensors.ts";
import { asBatch, isUnbatched } from "./unbatched.ts";

/** Options of {@link multiMargin}. */
export interface MultiMarginOptions extends LossOptions {
  /** Power of each violation: 1 for the hinge loss, 2 for the squared hinge loss. Default: 1. */
  readonly p?: 1 | 2;
  /** Margin by which the right class should win; above 0. Default: 1. */
  readonly margin?: number;
  /** Weight of each class, shape [classes]. Default: 1 each. */
  readonly weight?: Tensor;
}

/** Violation of the margin by one class; the target class has none. */
const violation = /* @__PURE__ */ elementwise("multiMargin", (s, score, wanted, margin, index, target) =>
  s.select(s.eq(index, target), 0, s.relu(s.add(s.sub(margin, wanted), score))),
);

const squaredViolation = /* @__PURE__ */ elementwise(
  "multiMargin",
  (s, score, wanted, margin, index, target) =>
    s.select(s.eq(index, target), 0, s.square(s.relu(s.add(s.sub(margin, wanted), score)))),
);

/**
 * Multi-class margin loss, also called multi-class hinge loss or SVM loss: the score of the right class should exceed
 * every other score by a margin.
 *
 * lossᵢ = weight[tᵢ]/classes · Σ_{c ≠ tᵢ} max(0, margin − input[i, tᵢ] + input[i, c])^p
 *
 * @param input Scores, shape [N, classes, …]; dimensions after the classes are positions, such as pixels. A single
 *   sample has shape [classes].
 * @param target Class indices in [0, classes), int32, shape [N, …] or [].
 * @returns A scalar, or with reduction "none" shape [N, …] or []. The mean is over samples, whatever their weights.
 * @throws {ShapeError | DTypeError} If the target, or the weight, does not fit the input.
 * @throws {RangeError} If a class index does not exist, an option is out of range, or the reduction is unknown.
 * @see Crammer, Singer: On the algorithmic implementation of multiclass kernel-based vector machines, 2001. PyTorch,
 * torch.nn.functional.multi_margin_loss.
 * @example
 * const svmLoss = multiMargin(scores, labels, { p: 2 }); // squared hinge loss
 */
export function multiMargin(input: Tensor, target: Tensor, options: MultiMarginOptions = {}): Tensor {
  checkOptions("multiMargin", options, ["p", "margin", "weight", "reduction"]);
  requireTensors("multiMargin", input, target);
  if (isUnbatched(input, target)) return asBatch(input, target, (x, t) => multiMargin(x, t, options));
  const { p = 1, margin = 1, weight, reduction } = options;
  requireClassIndices("multiMargin", input, target);
  requireClassWeights("multiMargin", "weight", weight, input);
  requirePower(p);
  requireAboveZero("multiMargin", "margin", margin);
  return scope(() => {
    const classes = input.shape[1]!;
    const wanted = unsqueeze(pickClass("multiMargin", input, target), 1);
    const violations = p === 1 ? violation : squaredViolation;
    const each = violations(input, wanted, margin, classNumbers(input), unsqueeze(target, 1));
    const shares = weight ? mul(pickWeight("multiMargin", weight, input, target), 1 / classes) : 1 / classes;
    return reduce("multiMargin", mul(sum(each, 1), shares), reduction);
  });
}

/** 0, 1, …, classes − 1 along the dimension of the classes. */
function classNumbers(input: Tensor): Tensor {
  const classes = input.shape[1]!;
  const numbers = arange(0, classes, { backend: input.backend });
  return reshape(numbers, [classes, ...input.shape.slice(2).fill(1)]);
}

function requirePower(p: number): void {
  if (p === 1 || p === 2) return;
  throw new RangeError(
    `multiMargin: p must be 1 or 2: got ${inWords(p)}. Use 1 for the hinge loss, 2 for the squared one.`,
  );
}
