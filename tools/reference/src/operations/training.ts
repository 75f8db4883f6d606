import { tanh } from "@cambium/activations";
import { linear, matmul, square, sum } from "@cambium/tensor";
import { type Operations, operation } from "../operation.ts";
import { cnnNetwork, maxoutNetwork, reluNetwork, seluNetwork } from "./networks.ts";
import { trainingRun } from "./training-run.ts";

/** Whole training runs, and two worked examples. */
export const trainingOperations: Operations = {
  train_mlp_relu: trainingRun(reluNetwork, ["layers?"]),
  train_cnn: trainingRun(cnnNetwork, ["conv1_padding", "conv2_padding", "bn_momentum", "bn_eps"]),
  train_mlp_maxout: trainingRun(maxoutNetwork, ["layers?", "pieces?"]),
  train_mlp_selu: trainingRun(seluNetwork, ["layers?"]),
  tanh_net_sqnorm: operation(["x", "W1", "b1", "W2", "b2"], [], ({ x, W1, b1, W2, b2 }) => {
    const hidden = tanh(linear(x, W1, { bias: b1 }));
    return sum(square(tanh(linear(hidden, W2, { bias: b2 }))));
  }),
  matvec_sqnorm: operation(["W", "x"], [], ({ W, x }) => sum(square(matmul(W, x)))),
};
