import type { DenseNet, NetName, Spec, Values } from "../../peer/harness.ts";
import { fill, labels } from "./data.ts";

const adam = { kind: "adam", lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8 } as const;

/** Nets of the harness, with the seed of their inputs. */
const descriptions = {
  mlp: { batch: 128, input: [784], widths: [784, 512, 512, 10], optimizer: adam, seed: 100 },
  lenet: {
    batch: 64,
    input: [1, 28, 28],
    optimizer: { kind: "sgd", lr: 0.01, momentum: 0.9 },
    seed: 400,
  },
  convbn: { batch: 32, input: [3, 32, 32], optimizer: adam, seed: 700 },
} as const;

export const nets: Spec["nets"] = descriptions;

export const seeds: Spec["seeds"] = {
  ...{ A: 1, B: 2, x: 11, w: 12, dy: 13, a: 20, b: 21, c: 22, p: 30, g: 31, image: 40 },
};

export const xor: Spec["xor"] = {
  x: [0, 0, 0, 1, 1, 0, 1, 1],
  y: [0, 1, 1, 0],
  widths: [2, 8, 1],
  paramSeed: 1000,
  lr: 0.5,
};

export const policy: Spec["policy"] = { widths: [4, 64, 64, 2], paramSeed: 1010, inputSeed: 1005 };

/** Function that computes the values of one parameter from its seed. */
type Filler = (seed: number, inference: boolean) => Values;

/** Uniform in ±√(6 / fanIn). */
const weight =
  (shape: readonly number[], fanIn: number): Filler =>
  (seed) => {
    const bound = Math.sqrt(6 / fanIn);
    return { shape, data: fill(seed, product(shape), -bound, bound) };
  };

const constant =
  (count: number, value: number): Filler =>
  () => ({ shape: [count], data: new Float32Array(count).fill(value) });

/** Running statistic: `start` for training, fixed random values between `low` and `high` for inference. */
const statistic =
  (count: number, start: number, low: number, high: number): Filler =>
  (seed, inference) =>
    inference ? { shape: [count], data: fill(seed, count, low, high) } : constant(count, start)(seed, false);

const dense = (inputs: number, outputs: number) => [weight([inputs, outputs], inputs), constant(outputs, 0)];

const convolution = (inputs: number, outputs: number, kernel: number) =>
  weight([outputs, inputs, kernel, kernel], inputs * kernel ** 2);

const block = (inputs: number, outputs: number) => [
  convolution(inputs, outputs, 3),
  constant(outputs, 1),
  constant(outputs, 0),
  statistic(outputs, 0, -0.1, 0.1),
  statistic(outputs, 1, 0.5, 1.5),
];

/** Fillers of all parameters in the order of the harness. Number i has the seed of the net + 200 + i. */
const fillers: Readonly<Record<NetName, readonly Filler[]>> = {
  mlp: [...dense(784, 512), ...dense(512, 512), ...dense(512, 10)],
  lenet: [
    ...[convolution(1, 32, 5), constant(32, 0), convolution(32, 64, 5), constant(64, 0)],
    ...dense(3136, 512),
    ...dense(512, 10),
  ],
  convbn: [
    ...[block(3, 32), block(32, 32), block(32, 64), block(64, 64), block(64, 128), block(128, 128)].flat(),
    ...dense(128, 10),
  ],
};

export const params: Spec["params"] = (net, { inference = false } = {}) =>
  Object.fromEntries(
    fillers[net].map((filler, i) => [`p${i}`, filler(descriptions[net].seed + 200 + i, inference)]),
  );

export const batches: Spec["batches"] = (net) => {
  const { batch, input, seed } = descriptions[net];
  return Array.from({ length: 8 }, (_, i) => ({
    x: fill(seed + i, batch * product(input)),
    y: labels(seed + 100 + i, batch, 10),
  }));
};

export const denseParams: Spec["denseParams"] = ({ widths, paramSeed }: DenseNet) =>
  widths.slice(1).map((outputs, i) => {
    const inputs = widths[i]!;
    const bound = Math.sqrt(6 / inputs);
    return {
      w: fill(paramSeed + i, inputs * outputs, -bound, bound),
      b: new Float32Array(outputs),
      in: inputs,
    };
  });

function product(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}
