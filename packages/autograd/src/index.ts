export { stopGradient } from "@cambium/tensor";
export { checkpoint } from "./checkpoint.ts";
export { type NonFiniteDetails, NonFiniteError } from "./non-finite-error.ts";
export { type RequireFiniteOptions, requireFinite, requireFiniteAsync } from "./require-finite.ts";
export { type ValueAndGrad, valueAndGrad } from "./value-and-grad.ts";
export type { Gradients, Variable, Variables } from "./variables.ts";
export { grad, type Vjp, vjp } from "./vjp.ts";
