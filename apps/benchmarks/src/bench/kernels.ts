import { conv2d, exp, matmul, normal, Rng, scope, type Tensor, tanh, type Unary } from "@cambium/tensor";
import type { BenchmarkCase } from "./case.ts";
import { convolve, multiply, type PlainConvolution } from "./plain-loops.ts";

const rng = new Rng(1);

function randomTensor(shape: readonly number[]): { x: Tensor; data: Float32Array } {
  const x = normal(shape, { rng });
  return { x, data: x.dataSync() as Float32Array };
}

function product(m: number, k: number, n: number): BenchmarkCase {
  const [a, b] = [randomTensor([m, k]), randomTensor([k, n])];
  const out = new Float32Array(m * n);
  return {
    name: `matmul ${m}×${k}×${n}`,
    cambium: () => matmul(a.x, b.x).dispose(),
    plain: () => multiply(a.data, b.data, out, [m, k, n]),
    flops: 2 * m * k * n,
    close: () => disposeAll(a.x, b.x),
  };
}

function convolution(sizes: PlainConvolution): BenchmarkCase {
  const { samples, channels, size, outputs, kernel, groups } = sizes;
  const x = randomTensor([samples, channels, size, size]);
  const w = randomTensor([outputs, channels / groups, kernel, kernel]);
  const y = new Float32Array(samples * outputs * size ** 2);
  const options = { padding: (kernel - 1) / 2, groups };
  return {
    name: `conv2d ${samples}×${channels}×${size}×${size}, ${outputs} of ${kernel}×${kernel}${groups > 1 ? `, ${groups} groups` : ""}`,
    cambium: () => conv2d(x.x, w.x, options).dispose(),
    plain: () => convolve(x.data, w.data, y, sizes),
    flops: (2 * y.length * channels * kernel ** 2) / groups,
    close: () => disposeAll(x.x, w.x),
  };
}

function elementwise(name: string, run: Unary, scalar: (x: number) => number, count: number): BenchmarkCase {
  const { x, data } = randomTensor([count]);
  const out = new Float32Array(count);
  return {
    name: `${name} ${count}`,
    cambium: () => scope(() => void run(x)),
    plain: () => {
      for (let i = 0; i < count; i++) out[i] = scalar(data[i]!);
    },
    close: () => x.dispose(),
  };
}

function disposeAll(...tensors: readonly Tensor[]): void {
  for (const tensor of tensors) tensor.dispose();
}

/** Matrix products, convolutions and elementwise functions, from small to large. */
export function kernelCases(): BenchmarkCase[] {
  return [
    product(4, 2, 8),
    product(64, 64, 64),
    product(256, 256, 256),
    product(512, 512, 512),
    product(1, 1024, 1024),
    convolution({ samples: 32, channels: 1, size: 28, outputs: 6, kernel: 5, groups: 1 }),
    convolution({ samples: 8, channels: 32, size: 14, outputs: 64, kernel: 5, groups: 1 }),
    convolution({ samples: 4, channels: 64, size: 28, outputs: 64, kernel: 3, groups: 1 }),
    convolution({ samples: 16, channels: 128, size: 28, outputs: 128, kernel: 3, groups: 128 }),
    elementwise("exp", exp, Math.exp, 100_000),
    elementwise("tanh", tanh, Math.tanh, 100_000),
  ];
}
