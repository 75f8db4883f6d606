import { div, elementwise, scope, sum, type Tensor } from "@cambium/tensor";
import { checkOptions } from "@cambium/tensor/checks";
import { type Reduction, reduce } from "./reduction.ts";
import { requireSameShape } from "./same-shape.ts";

/** Options of {@link klDiv}. */
export interface KlDivOptions {
  /** True if the target also holds log-probabilities. Default: false. */
  readonly logTarget?: boolean;
  /** "batchmean" divides the sum by N, which gives the divergence per sample. Default: mean, over all elements. */
  readonly reduction?: Reduction | "batchmean";
}

const fromTarget = /* @__PURE__ */ elementwise("klDiv", (s, input, target) =>
  s.select(s.eq(target, 0), 0, s.mul(target, s.sub(s.log(target), input))),
);

const fromLogTarget = /* @__PURE__ */ elementwise("klDiv", (s, input, target) => {
  const probability = s.exp(target);
  return s.select(s.eq(probability, 0), 0, s.mul(probability, s.sub(target, input)));
});

/**
 * Kullback-Leibler divergence between a target distribution and a predicted one, in nats.
 *
 * loss = target·(log target − input), 0 where the target is 0; with `logTarget`: e^target·(target − input)
 *
 * @param input Log-probabilities, any shape [N, …].
 * @param target Probabilities, or with `logTarget` their logarithms, the same shape.
 * @returns A scalar, or with reduction "none" the shape of the input. For an empty input the mean is NaN and the sum 0.
 * @throws {ShapeError} If the shapes differ.
 * @throws {RangeError} If the reduction is unknown.
 * @see Kullback, Leibler: On information and sufficiency, 1951. PyTorch, torch.nn.functional.kl_div.
 * @example
 * const loss = klDiv(logSoftmax(student, 1), logSoftmax(teacher, 1), { logTarget: true, reduction: "batchmean" });
 */
export function klDiv(input: Tensor, target: Tensor, options: KlDivOptions = {}): Tensor {
  checkOptions("klDiv", options, ["logTarget", "reduction"]);
  const { logTarget = false, reduction } = options;
  requireSameShape("klDiv", input, target);
  return scope(() => {
    const each = (logTarget ? fromLogTarget : fromTarget)(input, target);
    return reduction === "batchmean" ? div(sum(each), input.shape[0] ?? 1) : reduce("klDiv", each, reduction);
  });
}
