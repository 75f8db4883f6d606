export { type CrossEntropyOptions, crossEntropy } from "./cross-entropy.ts";
export { mse } from "./mse.ts";
export type { LossOptions, Reduction } from "./reduction.ts";
