import type { CaseOperation } from "@cambium/testing";
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
} from "../../src/index.ts";

/** Cambium's function for each `op` of the cases. */
export const operations: Readonly<Record<string, CaseOperation>> = {
  relu: ({ x }) => relu(x!),
  leaky_relu: ({ x }, { negative_slope }) => leakyRelu(x!, negative_slope),
  elu: ({ x }, { alpha }) => elu(x!, alpha),
  gelu: ({ x }, { approximate }) => gelu(x!, approximate),
  silu: ({ x }) => silu(x!),
  softplus: ({ x }, { beta }) => softplus(x!, beta),
  sigmoid: ({ x }) => sigmoid(x!),
  tanh: ({ x }) => tanh(x!),
  softmax: ({ x }, { dim }) => softmax(x!, dim),
  log_softmax: ({ x }, { dim }) => logSoftmax(x!, dim),
};
