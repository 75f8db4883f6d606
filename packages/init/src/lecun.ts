import type { Initializer } from "./initializer.ts";
import { kaimingNormal, kaimingUniform } from "./kaiming.ts";

/**
 * LeCun initialization, uniform: preserves the scale of values through linear layers.
 *
 * W ~ U[−bound, bound), bound = √(3/fanIn)
 *
 * @throws {ShapeError} When used on a shape with fewer than two dimensions.
 * @see LeCun et al.: Efficient BackProp (1998), §4.6.
 */
export const lecunUniform: Initializer = /* @__PURE__ */ kaimingUniform({ nonlinearity: "linear" });

/**
 * LeCun initialization, normal: the usual one for networks of selu units. This is the rule W = randn/√fanIn, which some
 * courses call Xavier initialization.
 *
 * W ~ N(0, std²), std = 1/√fanIn
 *
 * @throws {ShapeError} When used on a shape with fewer than two dimensions.
 * @see {@link lecunUniform}; Klambauer et al.: Self-normalizing neural networks (2017).
 * @example
 * new Linear(784, 128, { rng, init: lecunNormal });
 */
export const lecunNormal: Initializer = /* @__PURE__ */ kaimingNormal({ nonlinearity: "linear" });
