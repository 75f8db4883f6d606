import { type Shape, uniform } from "@cambium/tensor";
import { fans } from "./fans.ts";
import type { Initializer } from "./initializer.ts";
import { kaimingUniform } from "./kaiming.ts";

/**
 * What PyTorch's linear and convolution layers draw their weight from, unless told otherwise: Kaiming uniform with
 * slope √5, which comes to
 *
 * W ~ U[−bound, bound), bound = 1/√fanIn
 *
 * @see PyTorch, `torch.nn.Linear.reset_parameters`; LeCun et al.: Efficient BackProp (1998), §4.6.
 */
export const defaultWeight: Initializer = /* @__PURE__ */ kaimingUniform({ a: Math.sqrt(5) });

/**
 * What PyTorch's linear and convolution layers draw the bias beside such a weight from.
 *
 * b ~ U[−bound, bound), bound = 1/√fanIn of the weight
 *
 * @param weightShape [out, in, kernel…].
 */
export function defaultBias(weightShape: Shape): Initializer {
  const bound = 1 / Math.sqrt(Math.max(1, fans(weightShape).fanIn));
  return (shape, target) => uniform(shape, { ...target, low: -bound, high: bound });
}
