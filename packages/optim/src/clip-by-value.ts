import { clip, type Tensor } from "@cambium/tensor";
import { requireAboveZero } from "@cambium/tensor/checks";
import type { Rule } from "./rule.ts";

/**
 * Limits every element of every gradient to [−limit, limit]; for the front of a `chain`.
 *
 * g ← min(max(g, −limit), limit)
 *
 * @param limit The largest absolute value. Above 0.
 * @throws {RangeError} If `limit` is not above 0.
 * @see PyTorch, torch.nn.utils.clip_grad_value_.
 */
export function clipByValue(limit: number): Rule<readonly []> {
  requireAboveZero("clipByValue", "limit", limit);
  return {
    init: () => [],
    update(params, grads, state) {
      const clipped: Record<string, Tensor> = {};
      for (const name of Object.keys(grads)) clipped[name] = clip(grads[name]!, -limit, limit);
      return { params, grads: clipped, state };
    },
  };
}
