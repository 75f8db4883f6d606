export { convolve, convolveFilters } from "./matrix/convolution";
export { convolvePlaneFilters, convolvePlanes } from "./matrix/depthwise";
export { multiplyPacked, packOperands } from "./matrix/matmul";
export { multiplySmall } from "./matrix/matmul-small";
export { multiplyDots, multiplyRow } from "./matrix/matmul-vector";
export { padPlanes } from "./matrix/pad";
export { convolveTiles, transformFilterPanels } from "./matrix/winograd/convolve";
export { finishFilters, multiplyForFilters, transformForFilters } from "./matrix/winograd/filter-gradient";
export { crossEntropyGradientRows, crossEntropyRows, softmaxGradientRows, softmaxRows } from "./rows/softmax";
// Constants that callers need as well.
export { POSITION_BLOCK, TAP_BLOCK } from "./matrix/convolution";
export { DOT_BLOCK, ROW_BLOCK } from "./matrix/matmul-vector";
export { BLOCK_ROWS, LOW, TALL } from "./matrix/panels";
