import {
  defaultBias,
  defaultWeight,
  type FanMode,
  fans,
  gain,
  type Initializer,
  kaimingNormal,
  kaimingUniform,
  lecunNormal,
  type Nonlinearity,
  orthogonal,
  truncatedNormal,
  xavierNormal,
  xavierUniform,
} from "@cambium/init";
import { matmul, normal, Rng, reshape, type Shape, type Tensor, transpose, uniform } from "@cambium/tensor";
import {
  type Attribute,
  type FloatType,
  type Numbers,
  type Operations,
  operation,
  scalar,
} from "../operation.ts";
import { truncatedFigures } from "./truncated-figures.ts";

/** A convolution has the gain of a linear layer. */
const nonlinearityOf = (name: string): Nonlinearity =>
  name === "leaky_relu" ? "leakyRelu" : name.startsWith("conv") ? "linear" : (name as Nonlinearity);

const modeOf = (name: string): FanMode => (name === "fan_in" ? "fanIn" : "fanOut");

const seed = 3;

/** The factor between two draws from the same stream, where the second is not close to 0. */
function ratio(scaled: Tensor, unit: Tensor): number {
  const units = unit.dataSync();
  const place = units.findIndex((value) => Math.abs(value) > 0.5);
  return scaled.dataSync()[place]! / units[place]!;
}

/** The bound of an initializer that draws from ±bound, from what it draws. */
function boundOf(init: Initializer, shape: Shape, dtype: FloatType): number {
  const unit = uniform(shape, { rng: new Rng(seed), dtype, low: -1, high: 1 });
  return ratio(init(shape, { rng: new Rng(seed), dtype }), unit);
}

/** The standard deviation of an initializer that draws normal numbers, from what it draws. */
function stdOf(init: Initializer, shape: Shape, dtype: FloatType): number {
  const unit = normal(shape, { rng: new Rng(seed), dtype });
  return ratio(init(shape, { rng: new Rng(seed), dtype }), unit);
}

function fanFigures(shape: Shape): Record<string, Numbers> {
  const { fanIn, fanOut } = fans(shape);
  return { fan_in: scalar(fanIn), fan_out: scalar(fanOut) };
}

function uniformFigures(init: Initializer, shape: Shape, dtype: FloatType): Record<string, Numbers> {
  const bound = boundOf(init, shape, dtype);
  return { ...fanFigures(shape), bound: scalar(bound), std: scalar(bound / Math.sqrt(3)) };
}

const normalFigures = (init: Initializer, shape: Shape, dtype: FloatType): Record<string, Numbers> => ({
  ...fanFigures(shape),
  std: scalar(stdOf(init, shape, dtype)),
});

const kaimingOptions = ({ a, mode, nonlinearity }: Readonly<Record<string, Attribute>>) => ({
  a,
  mode: modeOf(mode),
  nonlinearity: nonlinearityOf(nonlinearity),
});

/** The initializers: their spreads and bounds, from what they draw. */
export const initializerOperations: Operations = {
  gain: operation([], ["nonlinearity", "param"], (_, { nonlinearity, param }) => ({
    gain: scalar(gain(nonlinearityOf(nonlinearity), param ?? undefined)),
  })),
  xavier_uniform: operation([], ["shape", "gain"], (_, { shape, gain }, dtype) =>
    uniformFigures(xavierUniform({ gain }), shape, dtype),
  ),
  xavier_normal: operation([], ["shape", "gain"], (_, { shape, gain }, dtype) =>
    normalFigures(xavierNormal({ gain }), shape, dtype),
  ),
  kaiming_uniform: operation([], ["shape", "a", "mode", "nonlinearity"], (_, attributes, dtype) =>
    uniformFigures(kaimingUniform(kaimingOptions(attributes)), attributes.shape, dtype),
  ),
  kaiming_normal: operation([], ["shape", "a", "mode", "nonlinearity"], (_, attributes, dtype) =>
    normalFigures(kaimingNormal(kaimingOptions(attributes)), attributes.shape, dtype),
  ),
  default_layer_init: operation([], ["shape"], (_, { shape }, dtype) => ({
    ...fanFigures(shape),
    bound: scalar(boundOf(defaultWeight, shape, dtype)),
    bias_bound: scalar(boundOf(defaultBias(shape), [64], dtype)),
  })),
  lecun_normal: operation([], ["shape"], (_, { shape }, dtype) => normalFigures(lecunNormal, shape, dtype)),
  orthogonal: operation([], ["shape", "gain", "gram_of"], (_, { shape, gain, gram_of }, dtype) => {
    const weight = orthogonal({ gain })(shape, { rng: new Rng(seed), dtype });
    const matrix = reshape(weight, [shape[0], -1]);
    const [wide, tall] = [matmul(matrix, transpose(matrix)), matmul(transpose(matrix), matrix)];
    return { gram: gram_of === "rows" ? wide : tall };
  }),
  trunc_normal: operation([], ["mean", "std", "a", "b"], (_, attributes, dtype) =>
    truncatedFigures(truncatedNormal(attributes), attributes, dtype),
  ),
};
