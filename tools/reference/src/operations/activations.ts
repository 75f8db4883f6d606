import {
  elu,
  gelu,
  glu,
  hardswish,
  heaviside,
  leakyRelu,
  logSoftmax,
  maxout,
  maxoutLinear,
  mish,
  prelu,
  relu,
  relu6,
  selu,
  sigmoid,
  silu,
  softmax,
  softplus,
  tanh,
} from "@cambium/activations";
import { type Operations, operation } from "../operation.ts";
import { unary } from "./unary.ts";

/** The activations. */
export const activationOperations: Operations = {
  relu: unary(relu),
  tanh: unary(tanh),
  sigmoid: unary(sigmoid),
  silu: unary(silu),
  mish: unary(mish),
  hardswish: unary(hardswish),
  relu6: unary(relu6),
  selu: unary(selu),
  leaky_relu: operation(["x"], ["negative_slope"], ({ x }, { negative_slope }) =>
    leakyRelu(x, negative_slope),
  ),
  prelu: operation(["x", "alpha"], [], ({ x, alpha }) => prelu(x, alpha)),
  elu: operation(["x"], ["alpha"], ({ x }, { alpha }) => elu(x, alpha)),
  gelu: operation(["x"], ["approximate"], ({ x }, { approximate }) => gelu(x, approximate)),
  softplus: operation(["x"], ["beta?"], ({ x }, { beta }) => softplus(x, beta)),
  softmax: operation(["x"], ["dim"], ({ x }, { dim }) => softmax(x, dim)),
  log_softmax: operation(["x"], ["dim"], ({ x }, { dim }) => logSoftmax(x, dim)),
  glu: operation(["x"], ["dim"], ({ x }, { dim }) => glu(x, dim)),
  heaviside: operation(["x"], ["value_at_zero"], ({ x }, { value_at_zero }) => heaviside(x, value_at_zero)),
  maxout: operation(["x"], ["pieces", "dim"], ({ x }, { pieces, dim }) => maxout(x, pieces, dim)),
  maxout_linear: operation(["x", "weight", "bias?"], [], ({ x, weight, bias }) =>
    maxoutLinear(x, weight, bias),
  ),
};
