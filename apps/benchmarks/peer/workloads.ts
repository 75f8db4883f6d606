import { vjp } from "@cambium/autograd";
import type { Layer } from "@cambium/layers";
import { inference } from "@cambium/module";
import {
  conv2d,
  elementwise,
  exp,
  matmul,
  scope,
  softmax,
  sum,
  type Tensor,
  tanh,
  tensor,
} from "@cambium/tensor";
import { type Timed, type Trained, timed, timedRead } from "./answers.ts";
import { type AdamSpec, type Harness, loadHarness, type NetName } from "./harness.ts";
import { makeDenseNet, makeNet } from "./nets.ts";
import { adamStep, train, xorStep } from "./training.ts";

/** Matrix product of [m, k] and [k, n]. */
interface ProductCase {
  readonly m: number;
  readonly k: number;
  readonly n: number;
}

/** Convolution of N images of C channels and H × H pixels with O filters of k × k. OH is the height of the result. */
interface ConvolutionCase extends Readonly<Record<"N" | "C" | "O" | "H" | "k" | "OH", number>> {
  readonly dir: "fwd" | "bwd";
  readonly stride: number;
  readonly pad: number;
  readonly groups: number;
}

/** An op on n elements. For softmax they are a matrix. */
type ElementwiseCase =
  | { readonly op: "fma" | "exp" | "tanh" | "sum"; readonly n: number }
  | { readonly op: "softmax"; readonly n: number; readonly rows: number; readonly cols: number }
  | ({ readonly op: "adam"; readonly n: number } & Omit<AdamSpec, "kind">);

/** Workloads by their names in the harness. Each is a function of a case. */
export interface Workloads {
  W1(options: ProductCase): Timed;
  W2(options: ConvolutionCase): Timed;
  W3(options: { readonly net: NetName }): Trained;
  W4(options: { readonly net: NetName }): Trained;
  W5(options: { readonly net: NetName }): Trained;
  W6(options: { readonly what: "xor" | "policy" }): Timed;
  W7(options: ElementwiseCase): Timed;
  W9(options: { readonly net: NetName }): Timed;
}

/** Name of a workload. */
export type WorkloadName = keyof Workloads;

/** Returns the workloads with the inputs of the harness in a folder. */
export async function loadWorkloads(folder: string): Promise<Workloads> {
  const harness = await loadHarness(folder);
  return {
    W1: (options) => product(harness, options),
    W2: (options) => convolution(harness, options),
    W3: ({ net }) => train(harness, net),
    W4: ({ net }) => train(harness, net),
    W5: ({ net }) => train(harness, net),
    W6: ({ what }) => (what === "xor" ? xorStep(harness) : policyCall(harness)),
    W7: (options) => elementwiseOrSum(harness, options),
    W9: ({ net }) => inferenceCall(harness, net),
  };
}

/** Random operand with the values that every peer gets. */
function operand({ fill }: Harness, seed: number, shape: readonly number[], bound = 1): Tensor {
  return tensor(fill(seed, sizeOf(shape), -bound, bound), { shape });
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}

function product(harness: Harness, { m, k, n }: ProductCase): Timed {
  const { seeds } = harness.spec;
  const [a, b] = [operand(harness, seeds.A, [m, k]), operand(harness, seeds.B, [k, n])];
  return timed(harness, () => matmul(a, b));
}

function convolution(
  harness: Harness,
  { dir, N, C, O, H, k, stride, pad, groups, OH }: ConvolutionCase,
): Timed {
  const { seeds } = harness.spec;
  const x = operand(harness, seeds.x, [N, C, H, H]);
  const w = operand(harness, seeds.w, [O, C / groups, k, k]);
  const forward = (image: Tensor, weight: Tensor) => conv2d(image, weight, { stride, padding: pad, groups });
  if (dir === "fwd") return timed(harness, () => forward(x, w));
  const dy = operand(harness, seeds.dy, [N, O, OH, OH]);
  const { pullback } = vjp(forward, x, w);
  return timed(harness, () => pullback(dy));
}

const fma = elementwise("fma", (s, a, b, c) => s.add(s.mul(a, b), c));

function elementwiseOrSum(harness: Harness, options: ElementwiseCase): Timed {
  if (options.op === "adam") return adamStep(harness, options.n, options);
  const { seeds } = harness.spec;
  const shape = options.op === "softmax" ? [options.rows, options.cols] : [options.n];
  const a = operand(harness, seeds.a, shape, options.op === "exp" || options.op === "tanh" ? 3 : 1);
  if (options.op === "fma") {
    const [b, c] = [operand(harness, seeds.b, shape), operand(harness, seeds.c, shape)];
    return timed(harness, () => fma(a, b, c));
  }
  if (options.op === "sum") {
    const total = () => scope(() => sum(a).item());
    return { once: total, check: total };
  }
  const op = { exp, tanh, softmax: (x: Tensor) => softmax(x, 1) }[options.op];
  return timed(harness, () => op(a));
}

function policyCall(harness: Harness): Timed {
  const { policy } = harness.spec;
  return callOf(harness, makeDenseNet(harness, policy, tanh), [4], harness.fill(policy.inputSeed, 4));
}

function inferenceCall(harness: Harness, net: NetName): Timed {
  const { input } = harness.spec.nets[net];
  const image = harness.fill(harness.spec.seeds.image, sizeOf(input));
  return callOf(harness, makeNet(harness, net, { inference: true }), input, image);
}

/** Inference on one example, from an array of numbers to an array of numbers. */
function callOf(
  harness: Harness,
  model: Layer,
  input: readonly number[],
  example: Float32Array<ArrayBuffer>,
): Timed {
  return timedRead(harness, () =>
    scope(() => model.forward(tensor(example, { shape: [1, ...input] }), inference).dataSync()),
  );
}
