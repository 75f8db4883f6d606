import { elementwise, mul, type Tensor, type Unary } from "@cambium/tensor";
import { checkOptions, requireAboveZero } from "@cambium/tensor/checks";
import { globalNorm, type NormOptions } from "./global-norm.ts";
import { requireFiniteNorm } from "./require-finite-norm.ts";
import type { Rule } from "./rule.ts";

/**
 * Scales all gradients down by one factor if their norm exceeds a limit; for the front of a `chain`.
 *
 * gᵢ ← gᵢ·min(1, limit / (‖g‖ + 10⁻⁶)), where ‖g‖ is the norm of all gradients as one vector
 *
 * Gradients whose norm is NaN or infinite are an error, as with PyTorch's `error_if_nonfinite`, and no parameter changes:
 * clipped, they would stop training in silence. (On a backend that cannot read at once they become NaN instead.)
 *
 * @param limit The largest norm. Above 0.
 * @param options `order`: of the norm; default 2.
 * @throws {RangeError} If `limit` or `order` is not above 0; at a step, if the norm of the gradients is not finite.
 * @see Pascanu, Mikolov, Bengio: On the difficulty of training recurrent neural networks, 2013. PyTorch,
 * torch.nn.utils.clip_grad_norm_.
 * @example
 * chain(clipByGlobalNorm(1), adam({ learningRate: 1e-3 }));
 */
export function clipByGlobalNorm(limit: number, options: NormOptions = {}): Rule<readonly []> {
  checkOptions("clipByGlobalNorm", options, ["order"]);
  requireAboveZero("clipByGlobalNorm", "limit", limit);
  requireAboveZero("clipByGlobalNorm", "order", options.order ?? 2);
  const factorFor: Unary = elementwise("clipFactor", (s, norm) => {
    const factor = s.min(1, s.div(limit, s.add(norm, 1e-6)));
    return s.select(s.lt(norm, Number.POSITIVE_INFINITY), factor, Number.NaN);
  });
  return {
    init: () => [],
    update(params, grads, state) {
      const length = globalNorm(grads, options);
      requireFiniteNorm(length, grads);
      const factor = factorFor(length);
      const clipped: Record<string, Tensor> = {};
      for (const name of Object.keys(grads)) clipped[name] = mul(grads[name]!, factor);
      return { params, grads: clipped, state };
    },
  };
}
