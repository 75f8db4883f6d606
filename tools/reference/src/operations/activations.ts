import {
  elu,
  gelu,
  leakyRelu,
  logSoftmax,
  relu,
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
  leaky_relu: operation(["x"], ["negative_slope"], ({ x }, { negative_slope }) =>
    leakyRelu(x, negative_slope),
  ),
  elu: operation(["x"], ["alpha"], ({ x }, { alpha }) => elu(x, alpha)),
  gelu: operation(["x"], ["approximate"], ({ x }, { approximate }) => gelu(x, approximate)),
  softplus: operation(["x"], ["beta?"], ({ x }, { beta }) => softplus(x, beta)),
  softmax: operation(["x"], ["dim"], ({ x }, { dim }) => softmax(x, dim)),
  log_softmax: operation(["x"], ["dim"], ({ x }, { dim }) => logSoftmax(x, dim)),
};
