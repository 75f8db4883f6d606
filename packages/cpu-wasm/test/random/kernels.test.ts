import { vjp } from "@cambium/autograd";
import {
  argmax,
  argmin,
  avgPool2d,
  batchNorm,
  cast,
  concat,
  contiguous,
  conv2d,
  cumsum,
  type DType,
  gather,
  groupNorm,
  layerNorm,
  logSoftmax,
  matmul,
  max,
  maxPool2d,
  min,
  pad,
  prod,
  scatterAdd,
  scope,
  softmax,
  softmaxCrossEntropy,
  sort,
  sum,
  type Tensor,
} from "@cambium/tensor";
import { beforeAll, describe, expect, test } from "vitest";
import { createWasmBackend } from "../../src/index.ts";
import type { WasmBackend } from "../../src/wasm-backend.ts";
import { difference, type Pair, RandomViews } from "./random-view.ts";

const CASES = 10_000;
const SPOILED_CASES = 500;
/** Relative spacing of float32 numbers. */
const EPSILON: number = 2 ** -23;
const dtypes: readonly DType[] = ["float32", "int32", "bool"];

/** A random case: inputs, the computation on either backend, and the largest difference of the results. */
interface Case {
  readonly inputs: readonly Pair[];
  readonly run: (...inputs: Tensor[]) => Tensor | readonly Tensor[];
  readonly tolerance: number;
  /** True if infinities of both signs are added, so that the order of the formula determines whether the result is NaN. */
  readonly mixesInfinities?: boolean;
}
type Family = (views: RandomViews) => Case;

/** Random axis of an op. */
const axisOf = (views: RandomViews, shape: readonly number[]): number => views.rng.int(shape.length);

/** Sums of n products of numbers in [−1, 1] in two orders differ by at most 2·n·u·Σ|terms| ≤ 2·n²·u, with u = 2⁻²⁴. */
const sumTolerance = (n: number): number => n * n * EPSILON;

function alongAxis(
  run: (x: Tensor, dim: number) => Tensor | readonly Tensor[],
  types: readonly DType[],
  tolerance: (n: number) => number = () => 0,
  least = 0,
): Family {
  return (views) => {
    const shape = views.shape(1 + views.rng.int(4), { least });
    const dim = axisOf(views, shape);
    const dtype = types[views.rng.int(types.length)]!;
    return {
      inputs: [views.view(shape, dtype)],
      run: (x) => run(x!, dim),
      tolerance: dtype === "float32" ? tolerance(shape[dim]!) : 0,
    };
  };
}

/** Sizes of a random convolution whose windows fit. */
function convolution(views: RandomViews): {
  x: number[];
  weight: number[];
  options: {
    stride: [number, number];
    padding: [number, number];
    dilation: [number, number];
    groups: number;
  };
} {
  const { rng } = views;
  const pick = (most: number): number => 1 + rng.int(most);
  const kernel = [pick(4), pick(4)];
  const dilation: [number, number] = [pick(2), pick(2)];
  const padding: [number, number] = [rng.int(3), rng.int(3)];
  const reach = kernel.map((k, i) => (k - 1) * dilation[i]! + 1);
  const sizes = reach.map((size, i) => Math.max(1, size - 2 * padding[i]!) + rng.int(12));
  const groups = pick(3);
  const [channels, outputs] = [
    groups * pick(rng.int(3) === 0 ? 12 : 2),
    groups * pick(rng.int(3) === 0 ? 20 : 3),
  ];
  return {
    x: [rng.int(4), channels, ...sizes],
    weight: [outputs, channels / groups, ...kernel],
    options: { stride: [pick(3), pick(3)], padding, dilation, groups },
  };
}

const families: Readonly<Record<string, Family>> = {
  "products of matrices": (views) => {
    const [m, k, n] = [views.size(), views.size(), views.size()];
    const batch = views.rng.int(4) === 0 ? [1 + views.rng.int(3)] : [];
    return {
      inputs: [views.view([...batch, m, k]), views.view([...batch, k, n])],
      run: (a, b) => matmul(a!, b!),
      tolerance: sumTolerance(k),
    };
  },
  convolutions: (views) => {
    const { x, weight, options } = convolution(views);
    return {
      inputs: [views.view(x), views.view(weight), views.view([weight[0]!])],
      run: (image, filter, bias) => conv2d(image!, filter!, { ...options, bias: bias! }),
      tolerance: sumTolerance(weight[1]! * weight[2]! * weight[3]! + 1),
    };
  },
  "gradients of convolutions": (views) => {
    const { x, weight, options } = convolution(views);
    return {
      inputs: [views.view(x), views.view(weight)],
      run: (image, filter) => {
        const { value, pullback } = vjp((a, b) => conv2d(a, b, options), image!, filter!);
        return pullback(value);
      },
      // Each result is a sum of products with sums of products.
      tolerance:
        sumTolerance(x[0]! * x[2]! * x[3]! + weight[0]! * 16) * (weight[1]! * weight[2]! * weight[3]! + 1),
    };
  },
  "convolutions by Winograd's method, and their gradients": (views) => {
    const { rng } = views;
    const taps = rng.int(2) === 0 ? 3 : 5;
    const [channels, outputs] = [16 + rng.int(6), 16 + rng.int(6)];
    const padding: [number, number] = [rng.int(taps), rng.int(taps)];
    const [height, width] = padding.map((around) => (taps === 3 ? 15 : 11) - 2 * around + rng.int(4)) as [
      number,
      number,
    ];
    const positions = (height + 2 * padding[0]) * (width + 2 * padding[1]);
    const x = [1, channels, height, width];
    const slope = [1, outputs, height + 2 * padding[0] - taps + 1, width + 2 * padding[1] - taps + 1];
    return {
      inputs: [
        views.view(x),
        views.view([outputs, channels, taps, taps]),
        views.view([outputs]),
        views.view(slope),
      ],
      run: (image, filter, bias, dy) => {
        const { value, pullback } = vjp((a, b) => conv2d(a, b, { padding, bias: bias! }), image!, filter!);
        return [value, ...pullback(dy!)];
      },
      // Several roundings for each term of the longest sum.
      tolerance: 16 * EPSILON * Math.max(positions, 22 * taps * taps),
    };
  },
  "depthwise convolutions of 3 × 3, and their gradients": (views) => {
    const { rng } = views;
    const groups = 1 + rng.int(4);
    const shape = [1 + rng.int(3), groups, 1 + rng.int(12), 6 + rng.int(20)];
    return {
      inputs: [views.view(shape), views.view([groups, 1, 3, 3]), views.view([groups]), views.view(shape)],
      run: (image, filter, bias, dy) => {
        const f = (a: Tensor, b: Tensor): Tensor => conv2d(a, b, { padding: 1, groups, bias: bias! });
        const { value, pullback } = vjp(f, image!, filter!);
        return [value, ...pullback(dy!)];
      },
      tolerance: 4 * EPSILON * Math.max(9, shape[0]! * shape[2]! * shape[3]!),
    };
  },
  sums: (views) => {
    const shape = views.shape(1 + views.rng.int(4));
    const dims = shape.flatMap((_, d) => (views.rng.int(2) === 0 ? [d] : []));
    const dtype = views.rng.int(3) === 0 ? "int32" : "float32";
    return {
      inputs: [views.view(shape, dtype)],
      run: (x) => sum(x!, dims),
      tolerance: 4 * EPSILON * 100,
    };
  },
  "products and extrema": (views) => {
    const run = [max, min, prod][views.rng.int(3)]!;
    const shape = views.shape(1 + views.rng.int(4), { least: run === prod ? 0 : 1 });
    const dims = shape.flatMap((_, d) => (views.rng.int(2) === 0 ? [d] : []));
    const dtype = dtypes[views.rng.int(3)]!;
    return { inputs: [views.view(shape, dtype)], run: (x) => run(x!, dims), tolerance: EPSILON };
  },
  "positions of extrema": alongAxis(
    (x, dim) => [argmax(x, dim), argmin(x, dim)],
    dtypes,
    () => 0,
    1,
  ),
  "sums up to each position": alongAxis(cumsum, ["float32", "int32"], () => 100 * EPSILON),
  sorting: (views) => {
    const shape = views.shape(1 + views.rng.int(3));
    const dim = axisOf(views, shape);
    const descending = views.rng.int(2) === 0;
    const dtype = dtypes[views.rng.int(3)]!;
    const coarse = dtype === "float32" ? (rng: { int(n: number): number }) => rng.int(9) - 4 : undefined;
    return {
      inputs: [views.view(shape, dtype, coarse)],
      run: (x) => {
        const { values, indices } = sort(x!, dim, { descending });
        return [values, indices];
      },
      tolerance: 0,
    };
  },
  copies: (views) => {
    const shape = views.shape(1 + views.rng.int(5));
    const dtype = dtypes[views.rng.int(3)]!;
    const to = dtypes[views.rng.int(3)]!;
    const around = shape.map(() => [views.rng.int(3), views.rng.int(3)] as const);
    return {
      inputs: [views.view(shape, dtype)],
      run: (x) => [contiguous(x!), cast(x!, to), pad(x!, around), concat([x!, x!], 0)],
      tolerance: 0,
    };
  },
  "gather and scatterAdd": (views) => {
    const shape = views.shape(1 + views.rng.int(3), { least: 1, most: 800 });
    const dim = axisOf(views, shape);
    const picked = shape.with(dim, views.size());
    const limit = shape[dim]!;
    return {
      inputs: [views.view(shape), views.view(picked, "int32", (rng) => rng.int(limit)), views.view(picked)],
      run: (x, index, src) => [gather(x!, dim, index!), scatterAdd(x!, dim, index!, src!)],
      tolerance: 8 * EPSILON * Math.max(1, picked[dim]!),
    };
  },
  pooling: (views) => {
    const { rng } = views;
    const kernel: [number, number] = [1 + rng.int(3), 1 + rng.int(3)];
    const stride: [number, number] = [1 + rng.int(3), 1 + rng.int(3)];
    const padding = kernel.map((k) => rng.int(Math.floor(k / 2) + 1)) as [number, number];
    const shape = [rng.int(3), 1 + rng.int(3), kernel[0] + rng.int(20), kernel[1] + rng.int(20)];
    const options = { stride, padding, ceilMode: rng.int(2) === 0 };
    return {
      inputs: [views.view(shape)],
      run: (x) => {
        const largest = vjp((image) => maxPool2d(image, kernel, options), x!);
        const means = vjp((image) => avgPool2d(image, kernel, options), x!);
        return [largest, means].flatMap(({ value, pullback }) => [value, ...pullback(value)]);
      },
      tolerance: 16 * EPSILON,
    };
  },
  normalization: (views) => {
    const { rng } = views;
    const groups = 1 + rng.int(4);
    const channels = groups * (1 + rng.int(6));
    const shape = [2 + rng.int(12), channels, ...(rng.int(3) === 0 ? [] : [2 + rng.int(30)])];
    const eps = 0.1;
    const kinds: readonly ((x: Tensor, weight: Tensor, bias: Tensor) => Tensor)[] = [
      (x, weight, bias) => batchNorm(x, { weight, bias, eps }).y,
      (x, weight, bias) => groupNorm(x, groups, { weight, bias, eps }),
      (x, weight, bias) => layerNorm(x, 1, { weight, bias, eps }),
    ];
    const kind = rng.int(3);
    const affine = kind === 2 ? shape.slice(-1) : [channels];
    return {
      inputs: [views.view(shape), views.view(affine), views.view(affine), views.view(shape)],
      run: (x, weight, bias, slope) => {
        const { value, pullback } = vjp(kinds[kind]!, x!, weight!, bias!);
        return [value, ...pullback(slope!)];
      },
      // Sums of up to 13·30 terms of a few units each, divided by a deviation of at least √0.1.
      tolerance: 800 * EPSILON,
      mixesInfinities: true,
    };
  },
  "softmax and cross-entropy": (views) => {
    const shape = views.shape(2 + views.rng.int(2), { least: 1 });
    const dim = axisOf(views, shape);
    const classes = shape.toSpliced(1, 1);
    return {
      inputs: [
        views.view(shape),
        views.view(shape),
        views.view(classes, "int32", (rng) => rng.int(shape[1]!)),
      ],
      run: (x, slope, target) => {
        const soft = vjp((y) => softmax(y, dim), x!);
        const log = vjp((y) => logSoftmax(y, dim), x!);
        const loss = vjp((y) => softmaxCrossEntropy(y, target!), x!);
        return [soft, log, loss].flatMap(({ value, pullback }, i) => [
          value,
          ...pullback(i < 2 ? slope! : value),
        ]);
      },
      tolerance: 40 * EPSILON * Math.max(4, ...shape),
    };
  },
};

/** Compares both backends on a random case. Returns a description of the difference, or undefined. */
function compare(views: RandomViews, name: string): string | undefined {
  return scope(() => {
    const { inputs, run, tolerance, mixesInfinities } = families[name]!(views);
    const got = [run(...inputs.map(({ wasm }) => wasm))].flat();
    const wanted = [run(...inputs.map(({ reference }) => reference))].flat();
    const apart = got.map((result, k) => difference(result, wanted[k]!, mixesInfinities));
    if (Math.max(...apart) <= tolerance) return undefined;
    const layouts = inputs.map(({ wasm: { shape, view } }) => `[${shape}] by [${view.strides}]`);
    return `results ${apart.map((x) => x.toExponential(1))} apart, allowed ${tolerance}: ${layouts.join(", ")}`;
  });
}

describe("random shapes and strides give what the reference backend gives", () => {
  let backend: WasmBackend;
  beforeAll(async () => {
    backend = await createWasmBackend({ threads: 1 });
  });

  test.each(Object.keys(families))(`${CASES} cases: %s`, { timeout: 300_000 }, (name) => {
    const views = new RandomViews(backend, 11);
    for (let i = 0; i < CASES; i++) {
      const problem = compare(views, name);
      if (problem) expect.fail(`case ${i}: ${problem}`);
    }
  });
});

describe("infinities and NaN in one operand reach the results that the reference backend says, and no others", () => {
  let backend: WasmBackend;
  beforeAll(async () => {
    backend = await createWasmBackend({ threads: 1, winograd: false });
  });

  test.each(Object.keys(families))(`${SPOILED_CASES} cases: %s`, { timeout: 60_000 }, (name) => {
    const views = new RandomViews(backend, 12);
    for (let i = 0; i < SPOILED_CASES; i++) {
      views.spoiled = i % 4;
      const problem = compare(views, name);
      if (problem) expect.fail(`case ${i}: ${problem}`);
    }
  });
});
