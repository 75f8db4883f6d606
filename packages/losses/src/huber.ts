import { elementwise, scope, type Tensor } from "@cambium/tensor";
import { checkOptions, requireAboveZero } from "@cambium/tensor/checks";
import { type LossOptions, reduce } from "./reduction.ts";
import { requireSameShape } from "./same-shape.ts";

/** Options of {@link huber}. */
export interface HuberOptions extends LossOptions {
  /** Largest error for which the loss is quadratic; above 0. Default: 1. */
  readonly delta?: number;
}

const huberError = /* @__PURE__ */ elementwise("huber", (s, input, target, delta) => {
  const error = s.sub(input, target);
  const size = s.abs(error);
  const linear = s.mul(delta, s.sub(size, s.mul(0.5, delta)));
  return s.select(s.le(size, delta), s.mul(s.mul(0.5, error), error), linear);
});

/**
 * Huber loss: squared error that grows only linearly for large errors, so that outliers have less influence.
 *
 * With d = |input − target|: loss = d²/2 where d ≤ delta, delta·(d − delta/2) elsewhere
 *
 * @param input Predictions, any shape.
 * @param target Values that the predictions should match, the same shape.
 * @returns A scalar, or with reduction "none" the shape of the input. For an empty input the mean is NaN and the sum 0.
 * @throws {ShapeError} If the shapes differ.
 * @throws {RangeError} If delta is not above 0, or the reduction is unknown.
 * @see Huber: Robust estimation of a location parameter, 1964. PyTorch, torch.nn.functional.huber_loss.
 */
export function huber(input: Tensor, target: Tensor, options: HuberOptions = {}): Tensor {
  checkOptions("huber", options, ["delta", "reduction"]);
  const { delta = 1, reduction } = options;
  requireSameShape("huber", input, target);
  requireAboveZero("huber", "delta", delta);
  return scope(() => reduce("huber", huberError(input, target, delta), reduction));
}
