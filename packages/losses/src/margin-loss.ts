import { arange, elementwise, mul, reshape, scope, sum, type Tensor, unsqueeze } from "@cambium/tensor";
import { checkOptions, requireAboveZero } from "@cambium/tensor/checks";
import { pickClass, requireClassIndices } from "./class-index.ts";
import { pickWeight, requireClassWeights } from "./class-weights.ts";
import { type LossOptions, reduce } from "./reduction.ts";

/** Options of `hinge` and `squaredHinge`. */
export interface MarginOptions extends LossOptions {
  /** By how much the right class should win; above 0. Default: 1. */
  readonly margin?: number;
  /** How much the samples of each class count, shape [classes]. Default: 1 each. */
  readonly weight?: Tensor;
}

/** By how much a class comes too near to the right one, which does not count itself. */
const shortfall = /* @__PURE__ */ elementwise("hinge", (s, score, wanted, margin, index, target) =>
  s.select(s.eq(index, target), 0, s.relu(s.add(s.sub(margin, wanted), score))),
);

const squaredShortfall = /* @__PURE__ */ elementwise(
  "squaredHinge",
  (s, score, wanted, margin, index, target) =>
    s.select(s.eq(index, target), 0, s.square(s.relu(s.add(s.sub(margin, wanted), score)))),
);

/** Both hinge losses in one; each states its own formula. */
export function marginLoss(
  loss: "hinge" | "squaredHinge",
  input: Tensor,
  target: Tensor,
  options: MarginOptions,
): Tensor {
  checkOptions(loss, options, ["margin", "weight", "reduction"]);
  const { margin = 1, weight, reduction } = options;
  requireClassIndices(loss, input, target);
  requireClassWeights(loss, "weight", weight, input);
  requireAboveZero(loss, "margin", margin);
  return scope(() => {
    const classes = input.shape[1]!;
    const wanted = unsqueeze(pickClass(loss, input, target), 1);
    const indices = reshape(arange(0, classes, { backend: input.backend }), [
      classes,
      ...input.shape.slice(2).fill(1),
    ]);
    const failing = loss === "hinge" ? shortfall : squaredShortfall;
    const each = sum(failing(input, wanted, margin, indices, unsqueeze(target, 1)), { dim: 1 });
    const shares = weight ? mul(pickWeight(loss, weight, input, target), 1 / classes) : 1 / classes;
    return reduce(loss, mul(each, shares), reduction);
  });
}
