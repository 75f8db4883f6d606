/** `ones` and `zeros` are initializers already. */
export { ones, zeros } from "@cambium/tensor";
export { constant } from "./constant.ts";
export { type DiracOptions, dirac } from "./dirac.ts";
export { type FanMode, type Fans, fans } from "./fans.ts";
export { gain, type Nonlinearity } from "./gain.ts";
export { identity } from "./identity.ts";
export type { Initializer } from "./initializer.ts";
export { type KaimingOptions, kaimingNormal, kaimingUniform } from "./kaiming.ts";
export { defaultBias, defaultWeight } from "./layer-default.ts";
export { lecunNormal, lecunUniform } from "./lecun.ts";
export { type OrthogonalOptions, orthogonal } from "./orthogonal.ts";
export { type SparseOptions, sparse } from "./sparse.ts";
export { type TruncatedNormalOptions, truncatedNormal } from "./truncated-normal.ts";
export { type XavierOptions, xavierNormal, xavierUniform } from "./xavier.ts";
