import type { Mode } from "@cambium/module";
import { elementwise, scope, type Tensor, uniform } from "@cambium/tensor";

/** x/(1 − p) where the draw, uniform in [0, 1), is at least p; elsewhere 0. */
const dropped = /* @__PURE__ */ elementwise("dropout", (s, x, draw, p) =>
  s.select(s.lt(draw, p), 0, s.div(x, s.sub(1, p))),
);

/** While training sets each element to 0 with probability p and scales the others by 1/(1 − p); else x itself. */
export function dropout(x: Tensor, p: number, mode: Mode): Tensor {
  if (!mode.training || p === 0) return x;
  const { shape, dtype, backend } = x;
  return scope(() => dropped(x, uniform(shape, { rng: mode.rng, dtype, backend }), p));
}

/**
 * Checks the probability of a layer's dropout.
 *
 * @throws {RangeError} If it is outside [0, 1].
 */
export function requireDropout(layer: string, p: number): void {
  if (p >= 0 && p <= 1) return;
  throw new RangeError(
    `${layer}: dropout must be a probability in [0, 1]: got ${p}. It is the share that is set to 0.`,
  );
}
