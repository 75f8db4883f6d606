import { type Shape, uniform } from "@cambium/tensor";
import { fans } from "./fans.ts";
import type { Initializer } from "./initializer.ts";
import { kaimingUniform } from "./kaiming.ts";

/**
 * Default weight of PyTorch's linear and convolution layers: Kaiming uniform with slope √5, which equals
 *
 * W ~ U[−bound, bound), bound = 1/√fanIn
 *
 * @see PyTorch, `torch.nn.Linear.reset_parameters`; LeCun et al.: Efficient BackProp (1998), §4.6.
 */
export const defaultWeight: Initializer = /* @__PURE__ */ kaimingUniform({ a: Math.sqrt(5) });

/**
 * Default bias of PyTorch's linear and convolution layers.
 *
 * b ~ U[−bound, bound), bound = 1/√fanIn of the weight
 *
 * @param weightShape Shape of the layer's weight: [out, in, kernel…].
 */
export function defaultBias(weightShape: Shape): Initializer {
  const bound = 1 / Math.sqrt(Math.max(1, fans(weightShape).fanIn));
  return (shape, target) => uniform(shape, { ...target, low: -bound, high: bound });
}
