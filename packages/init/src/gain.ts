import { inWords } from "@cambium/tensor/checks";

/** Nonlinearity after a weight. The name of a layer stands for no nonlinearity. */
export type Nonlinearity =
  | "linear"
  | "conv1d"
  | "conv2d"
  | "conv3d"
  | "convTranspose1d"
  | "convTranspose2d"
  | "convTranspose3d"
  | "sigmoid"
  | "tanh"
  | "relu"
  | "leakyRelu"
  | "selu";

/** Gains without a parameter. */
const gains: Readonly<Record<Exclude<Nonlinearity, "leakyRelu">, number>> = {
  linear: 1,
  conv1d: 1,
  conv2d: 1,
  conv3d: 1,
  convTranspose1d: 1,
  convTranspose2d: 1,
  convTranspose3d: 1,
  sigmoid: 1,
  tanh: 5 / 3,
  relu: Math.SQRT2,
  selu: 3 / 4,
};

/**
 * Factor of the weights that preserves the scale of values through a nonlinearity.
 *
 * 1 for linear, convolutions and sigmoid, 5/3 for tanh, √2 for relu, √(2/(1 + slope²)) for leakyRelu, 3/4 for selu
 *
 * @param slope Negative slope of leakyRelu; the others ignore it. Default: 0.01.
 * @throws {RangeError} If the nonlinearity is unknown, or the slope is not finite.
 * @see PyTorch, `torch.nn.init.calculate_gain`; for the rectifiers He et al. 2015, equation 15.
 */
export function gain(nonlinearity: Nonlinearity, slope = 0.01): number {
  if (!Number.isFinite(slope)) {
    throw new RangeError(
      `gain: slope must be finite: got ${inWords(slope)}. The slope of leakyRelu is 0.01 by default.`,
    );
  }
  if (nonlinearity === "leakyRelu") return Math.sqrt(2 / (1 + slope ** 2));
  if (Object.hasOwn(gains, nonlinearity)) return gains[nonlinearity];
  throw new RangeError(
    `gain: unknown nonlinearity ${JSON.stringify(nonlinearity)}. Use one of ${Object.keys(gains).join(", ")}, leakyRelu.`,
  );
}
