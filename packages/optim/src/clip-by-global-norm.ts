import { elementwise, mul, type Tensor, type Unary } from "@cambium/tensor";
import { checkOptions, requireAboveZero } from "@cambium/tensor/checks";
import { globalNorm, type NormOptions } from "./global-norm.ts";
import type { Rule } from "./rule.ts";

/**
 * Shrinks all gradients by one factor when together they are too long; for the front of a `chain`.
 *
 * gᵢ ← gᵢ·min(1, limit / (‖g‖ + 10⁻⁶)), where ‖g‖ is the norm of all gradients as one vector
 *
 * @param limit The longest that they may be. Above 0.
 * @param options `order`: of the norm; default 2.
 * @throws {RangeError} If `limit` or `order` is not above 0.
 * @see Pascanu, Mikolov, Bengio: On the difficulty of training recurrent neural networks, 2013. PyTorch,
 * torch.nn.utils.clip_grad_norm_.
 * @example
 * chain(clipByGlobalNorm(1), adam({ learningRate: 1e-3 }));
 */
export function clipByGlobalNorm(limit: number, options: NormOptions = {}): Rule<readonly []> {
  checkOptions("clipByGlobalNorm", options, ["order"]);
  requireAboveZero("clipByGlobalNorm", "limit", limit);
  requireAboveZero("clipByGlobalNorm", "order", options.order ?? 2);
  const factorFor: Unary = elementwise("clipFactor", (s, norm) => s.min(1, s.div(limit, s.add(norm, 1e-6))));
  return {
    init: () => [],
    update(params, grads, state) {
      const factor = factorFor(globalNorm(grads, options));
      const clipped: Record<string, Tensor> = {};
      for (const name of Object.keys(grads)) clipped[name] = mul(grads[name]!, factor);
      return { params, grads: clipped, state };
    },
  };
}
