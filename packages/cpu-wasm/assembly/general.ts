export { argReduceMiddle } from "./general/arg-reduce";
export { copyRun, copyStrided } from "./general/copy";
export { cumsumMiddle } from "./general/cumsum";
export { findNotFinite } from "./general/finite";
export { checkIndices, gatherRows, scatterAddRows } from "./general/gather";
export { maxPoolGradientPlanes, maxPoolPlanes } from "./general/max-pool";
export { normalizeGradientGroups, normalizeGroups, normalizeWeightGradient } from "./general/normalize";
export { interleave, randomWords } from "./general/random";
export { reduceMiddle } from "./general/reduce";
export { sortMiddle } from "./general/sort";
export { sumPoolGradientPlanes, sumPoolPlanes } from "./general/sum-pool";
export { transposeBlocks } from "./general/transpose";
export { foldPlanes, unfoldPlanes } from "./general/unfold";
// Constants that callers need as well.
export { BOOL, FLOAT, INT } from "./general/element";
export { RANDOM_BLOCKS } from "./general/random";
export {
  MAX,
  MIN,
  NORM,
  PROD,
  REDUCE_BLOCK,
  ROOT_FROM_WIDE,
  SQUARES_TO_WIDE,
  SUM,
  SUM_FROM_WIDE,
  SUM_OF_WIDE,
  SUM_TO_WIDE,
} from "./general/reduce";
export { TRANSPOSE_BLOCK } from "./general/transpose";
