/** These are initialisers as they are. */
export { ones, zeros } from "@cambium/tensor";
export { constant } from "./constant.ts";
export { type FanMode, type Fans, fans } from "./fans.ts";
export { gain, type Nonlinearity } from "./gain.ts";
export type { Initializer } from "./initializer.ts";
export { type KaimingOptions, kaimingNormal, kaimingUniform } from "./kaiming.ts";
export { defaultBias, defaultWeight } from "./layer-default.ts";
export { type XavierOptions, xavierNormal, xavierUniform } from "./xavier.ts";
