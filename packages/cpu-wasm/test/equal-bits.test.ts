import { vjp } from "@cambium/autograd";
import {
  add,
  argmax,
  batchNorm,
  conv2d,
  cumsum,
  exp,
  gather,
  groupNorm,
  layerNorm,
  matmul,
  max,
  maxPool2d,
  mean,
  mul,
  normal,
  permute,
  Rng,
  reshape,
  scope,
  softmax,
  softmaxCrossEntropy,
  sort,
  sum,
  type Tensor,
  tanh,
  tensor,
  transpose,
  uniform,
} from "@cambium/tensor";
import { beforeAll, describe, expect, test } from "vitest";
import type { WasmBackend } from "../src/wasm-backend.ts";
import { makeSharingBackend } from "./make-backend.ts";

/** Computations on random tensors that are large enough for many tasks. */
const computations: Readonly<Record<string, (draw: (...shape: number[]) => Tensor) => Tensor | Tensor[]>> = {
  "a program": (draw) => mul(tanh(draw(100_003)), exp(draw(100_003))),
  "a program with broadcasting": (draw) => add(draw(70, 1, 50), draw(3, 50)),
  "a product": (draw) => matmul(draw(203, 700), draw(700, 301)),
  "a product of views": (draw) => matmul(transpose(draw(700, 203)), transpose(draw(301, 700))),
  "a row times a matrix": (draw) => matmul(draw(1, 700), draw(700, 3001)),
  "a row times a turned matrix": (draw) => matmul(draw(1, 700), transpose(draw(3001, 700))),
  "a convolution": (draw) => conv2d(draw(3, 5, 40, 37), draw(33, 5, 3, 3), { padding: 1, bias: draw(33) }),
  "gradients of a convolution": (draw) => {
    const f = (x: Tensor, w: Tensor): Tensor => conv2d(x, w, { padding: 1, stride: 2 });
    const { value, pullback } = vjp(f, draw(11, 6, 23, 25), draw(20, 6, 3, 3));
    return pullback(value);
  },
  "a convolution by Winograd's method, and its gradients": (draw) =>
    [3, 5].flatMap((taps) => {
      const f = (x: Tensor, w: Tensor): Tensor => conv2d(x, w, { padding: 2, bias: draw(35) });
      const { value, pullback } = vjp(f, draw(3, 20, 23, 25), draw(35, 20, taps, taps));
      return [value, ...pullback(value)];
    }),
  "gradients of a depthwise convolution": (draw) => {
    const f = (x: Tensor, w: Tensor): Tensor => conv2d(x, w, { padding: 1, groups: 20 });
    const { value, pullback } = vjp(f, draw(5, 20, 23, 25), draw(20, 1, 3, 3));
    return pullback(value);
  },
  sums: (draw) => [sum(draw(1_000_001)), sum(draw(300, 301), 0), mean(draw(7, 300, 41), [0, 2])],
  extrema: (draw) => [max(draw(500, 301), 1), argmax(draw(300, 301), 1)],
  "sums up to each position": (draw) => cumsum(draw(70, 1000), 1),
  "a sorted matrix": (draw) => {
    const { values, indices } = sort(draw(40, 1000), 0);
    return [values, indices];
  },
  "pooling and its gradient": (draw) => {
    const { value, pullback } = vjp((x) => maxPool2d(x, 2), draw(5, 20, 26, 22));
    return [value, ...pullback(value)];
  },
  "normalization and its gradients": (draw) => {
    const kinds: readonly ((x: Tensor, weight: Tensor, bias: Tensor) => Tensor)[] = [
      (x, weight, bias) => batchNorm(x, { weight, bias }).y,
      (x, weight, bias) => groupNorm(x, 5, { weight, bias }),
      (x, weight, bias) => layerNorm(permute(x, [0, 2, 1]), 1, { weight, bias }),
    ];
    return kinds.flatMap((kind) => {
      const { value, pullback } = vjp(kind, draw(21, 40, 133), draw(40), draw(40));
      return [value, ...pullback(value)];
    });
  },
  "softmax and its gradient": (draw) => {
    const { value, pullback } = vjp((x) => softmax(x, 1), draw(301, 203));
    return [value, ...pullback(draw(301, 203))];
  },
  "cross-entropy": (draw) => {
    const classes = tensor(
      Int32Array.from({ length: 301 }, (_, i) => i % 203),
      { backend: draw(1).backend },
    );
    const { value, pullback } = vjp((x) => softmaxCrossEntropy(x, classes), draw(301, 203));
    return [value, ...pullback(value)];
  },
  "picked rows": (draw) => {
    const index = tensor(
      Int32Array.from({ length: 5000 }, (_, i) => (i * 7) % 301),
      { backend: draw(1).backend },
    );
    return gather(draw(301, 1), 0, reshape(index, [5000, 1]));
  },
  "a turned copy": (draw) => reshape(permute(draw(50, 60, 70), [2, 0, 1]), [50 * 60 * 70]),
};

/** Bits of all results on one backend. */
function bitsOf(name: string, backend: WasmBackend): Int32Array[] {
  return scope(() => {
    const rng = new Rng(7);
    const draw = (...shape: number[]): Tensor => uniform(shape, { rng, low: -1, high: 1, backend });
    const results = [computations[name]!(draw)].flat();
    return [...results, normal([100_001], { rng, backend })].map(
      (result) => new Int32Array(result.dataSync().buffer),
    );
  });
}

describe.each([
  ["relaxed SIMD", true],
  ["baseline SIMD", false],
])("%s", (_, relaxed) => {
  let backends: WasmBackend[];
  beforeAll(async () => {
    backends = await Promise.all([1, 2, 3].map((threads) => makeSharingBackend({ threads, relaxed })));
  });

  test.each(Object.keys(computations))("%s: the same bits on 1, 2 and 3 threads", (name) => {
    const [one, ...others] = backends.map((backend) => bitsOf(name, backend));
    for (const other of others) expect(other).toEqual(one);
  });
});
