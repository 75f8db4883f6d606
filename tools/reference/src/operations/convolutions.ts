import { Conv2d, Linear } from "@cambium/layers";
import { type Operations, operation } from "../operation.ts";
import { unused, withWeights } from "./weights.ts";

/** Linear layers and convolutions. */
export const convolutionOperations: Operations = {
  linear: operation(["x", "weight", "bias?"], [], ({ x, weight, bias }) => {
    const [outputs, inputs] = weight.shape as [number, number];
    const layer = new Linear(inputs, outputs, { rng: unused, bias: bias !== undefined, dtype: x.dtype });
    return withWeights(layer, { weight, bias }).forward(x);
  }),
  conv2d: operation(
    ["x", "weight", "bias?"],
    ["stride", "padding", "dilation", "groups"],
    ({ x, weight, bias }, { groups, ...window }) => {
      const [outputs, inputs, ...kernel] = weight.shape as [number, number, number, number];
      const options = { ...window, groups, rng: unused, bias: bias !== undefined, dtype: x.dtype };
      const layer = new Conv2d(inputs * groups, outputs, kernel, options);
      return withWeights(layer, { weight, bias }).forward(x);
    },
  ),
};
