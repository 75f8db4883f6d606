import { AdaptiveAvgPool2d, AvgPool2d, MaxPool2d } from "@cambium/layers";
import { type Operations, operation } from "../operation.ts";

/** Pooling of images. */
export const poolingOperations: Operations = {
  max_pool2d: operation(
    ["x"],
    ["kernel_size", "stride", "padding", "dilation", "ceil_mode"],
    ({ x }, { kernel_size, stride, padding, dilation, ceil_mode }) =>
      new MaxPool2d(kernel_size, { stride, padding, dilation, ceilMode: ceil_mode }).forward(x),
  ),
  avg_pool2d: operation(
    ["x"],
    ["kernel_size", "stride", "padding", "ceil_mode", "count_include_pad"],
    ({ x }, { kernel_size, stride, padding, ceil_mode, count_include_pad }) => {
      const options = { stride, padding, ceilMode: ceil_mode, countIncludePad: count_include_pad };
      return new AvgPool2d(kernel_size, options).forward(x);
    },
  ),
  adaptive_avg_pool2d: operation(["x"], ["output_size"], ({ x }, { output_size }) =>
    new AdaptiveAvgPool2d(output_size).forward(x),
  ),
};
