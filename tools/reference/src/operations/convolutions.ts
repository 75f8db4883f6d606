import { Conv1d, Conv2d, ConvTranspose2d, Linear } from "@cambium/layers";
import { type Operations, operation } from "../operation.ts";
import { unused, withWeights } from "./weights.ts";

/** Linear layers and convolutions. */
export const convolutionOperations: Operations = {
  linear: operation(["x", "weight", "bias?"], [], ({ x, weight, bias }) => {
    const [outputs, inputs] = weight.shape as [number, number];
    const layer = new Linear(inputs, outputs, { rng: unused, bias: bias !== undefined, dtype: x.dtype });
    return withWeights(layer, { weight, bias }).forward(x);
  }),
  conv1d: operation(
    ["x", "weight", "bias?"],
    ["stride", "padding", "dilation", "groups"],
    ({ x, weight, bias }, { stride, padding, dilation, groups }) => {
      const [outputs, inputs, kernel] = weight.shape as [number, number, number];
      const [window, made] = [
        { stride: stride[0], padding: padding[0], dilation: dilation[0], groups },
        { rng: unused, bias: bias !== undefined, dtype: x.dtype },
      ];
      const layer = new Conv1d(inputs * groups, outputs, kernel, { ...window, ...made });
      return withWeights(layer, { weight, bias }).forward(x);
    },
  ),
  conv2d: operation(
    ["x", "weight", "bias?"],
    ["stride", "padding", "dilation", "groups"],
    ({ x, weight, bias }, { groups, stride, padding, dilation }) => {
      const [outputs, inputs, ...kernel] = weight.shape as [number, number, number, number];
      const made = { rng: unused, bias: bias !== undefined, dtype: x.dtype };
      const layer = new Conv2d(inputs * groups, outputs, kernel, {
        stride,
        padding,
        dilation,
        groups,
        ...made,
      });
      return withWeights(layer, { weight, bias }).forward(x);
    },
  ),
  conv_transpose2d: operation(
    ["x", "weight", "bias?"],
    ["stride", "padding", "output_padding", "dilation", "groups"],
    ({ x, weight, bias }, { stride, padding, output_padding, dilation, groups }) => {
      const [inputs, outputs, ...kernel] = weight.shape as [number, number, number, number];
      const window = { stride, padding, outputPadding: output_padding, dilation, groups };
      const made = { rng: unused, bias: bias !== undefined, dtype: x.dtype };
      const layer = new ConvTranspose2d(inputs, outputs * groups, kernel, { ...window, ...made });
      return withWeights(layer, { weight, bias }).forward(x);
    },
  ),
};
