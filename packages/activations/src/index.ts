/** These four belong to the op set of the tensor package: backends may compute them in one kernel. */
export { logSoftmax, sigmoid, softmax, tanh } from "@cambium/tensor";
export { elu } from "./elu.ts";
export { gelu } from "./gelu.ts";
export { leakyRelu } from "./leaky-relu.ts";
export { relu } from "./relu.ts";
export { silu } from "./silu.ts";
export { softplus } from "./softplus.ts";
