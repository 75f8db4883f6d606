import { maxoutLinear, relu, selu } from "@cambium/activations";
import { BatchNorm2d, Conv2d, Flatten, Linear, MaxPool2d } from "@cambium/layers";
import { type Mode, Param } from "@cambium/module";
import { alias, linear, type Tensor } from "@cambium/tensor";
import { type Attribute, mapValues, type NamedTensors } from "../operation.ts";
import { unused, withWeights } from "./weights.ts";

/** A network whose parameters have the names that a case gives them. */
interface Network {
  /** Its parameters, as `parameters(model)` finds them. */
  readonly model: object;
  /** The logits, [N, classes]. */
  forward(x: Tensor, mode: Mode): Tensor;
  /** State that training changes in addition to the parameters, by the names of a case. */
  readonly statistics?: () => NamedTensors;
}

/** Makes a network from its initial weights and the attributes of a case. */
export type MakeNetwork = (weights: NamedTensors, attributes: Readonly<Record<string, Attribute>>) => Network;

/** A network of plain functions over parameters. */
const functional =
  (forward: (x: Tensor, weights: NamedTensors) => Tensor): MakeNetwork =>
  (weights) => {
    const model = mapValues(weights, (weight) => new Param(alias(weight)));
    const values = () => mapValues(model, (param) => param.value);
    return { model, forward: (x) => forward(x, values()) };
  };

/** Linear, relu, linear. */
export const reluNetwork: MakeNetwork = functional((x, { W1, b1, W2, b2 }) =>
  linear(relu(linear(x, W1!, { bias: b1 })), W2!, { bias: b2 }),
);

/** The largest of several linear maps, linear. */
export const maxoutNetwork: MakeNetwork = functional((x, { W1, b1, W2, b2 }) =>
  linear(maxoutLinear(x, W1!, b1), W2!, { bias: b2 }),
);

/** Linear, selu, linear, selu, linear. */
export const seluNetwork: MakeNetwork = functional((x, { W1, b1, W2, b2, W3, b3 }) => {
  const hidden = selu(linear(x, W1!, { bias: b1 }));
  return linear(selu(linear(hidden, W2!, { bias: b2 })), W3!, { bias: b3 });
});

/** A linear layer with the weights of a case. */
function dense(weight: Tensor, bias: Tensor): Linear {
  const [outputs, inputs] = weight.shape as [number, number];
  return withWeights(new Linear(inputs, outputs, { rng: unused, dtype: weight.dtype }), { weight, bias });
}

/** A 3×3 convolution with the weights of a case. */
function convolution(weight: Tensor, bias: Tensor | undefined, padding: number): Conv2d {
  const [outputs, inputs, ...kernel] = weight.shape as [number, number, number, number];
  const options = { rng: unused, padding, bias: bias !== undefined, dtype: weight.dtype };
  return withWeights(new Conv2d(inputs, outputs, kernel, options), { weight, bias });
}

/** Batch normalization with the weights of a case. */
function normalization(weights: NamedTensors, momentum: number, eps: number): BatchNorm2d {
  const {
    "bn.weight": weight,
    "bn.bias": bias,
    running_mean: runningMean,
    running_var: runningVar,
  } = weights;
  const layer = new BatchNorm2d(weight!.size, { momentum, eps, dtype: weight!.dtype });
  return withWeights(layer, { weight, bias, runningMean, runningVar });
}

/** Convolution, batch norm, relu, pooling, convolution, relu, linear. */
export const cnnNetwork: MakeNetwork = (weights, attributes) => {
  const conv1 = convolution(weights["conv1.weight"]!, undefined, attributes.conv1_padding);
  const bn = normalization(weights, attributes.bn_momentum, attributes.bn_eps);
  const conv2 = convolution(weights["conv2.weight"]!, weights["conv2.bias"], attributes.conv2_padding);
  const fc = dense(weights["fc.weight"]!, weights["fc.bias"]!);
  const [pool, flatten] = [new MaxPool2d(2), new Flatten()];
  return {
    model: { conv1, bn, conv2, fc },
    forward(x, mode) {
      const pooled = pool.forward(relu(bn.forward(conv1.forward(x), mode)));
      return fc.forward(flatten.forward(relu(conv2.forward(pooled))));
    },
    statistics: () => ({ running_mean: bn.runningMean!.value, running_var: bn.runningVar!.value }),
  };
};
