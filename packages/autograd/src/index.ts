export { stopGradient } from "@cambium/tensor";
export { checkpoint } from "./checkpoint.ts";
export { type ValueAndGrad, valueAndGrad } from "./value-and-grad.ts";
export type { Gradients, Variable, Variables } from "./variables.ts";
export { grad, type Vjp, vjp } from "./vjp.ts";
