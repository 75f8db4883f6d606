import type { FusedKernels } from "@cambium/tensor";
import { conv2d, conv2dFilterGradient } from "./kernels/conv.ts";
import { conv2dInputGradient } from "./kernels/conv-input-gradient.ts";
import { crossEntropy, crossEntropyGradient } from "./kernels/cross-entropy.ts";
import { maxPool2d, maxPool2dGradient } from "./kernels/max-pool.ts";
import { normalize, normalizeGradient } from "./kernels/normalize.ts";
import { euclideanNorm } from "./kernels/reduce.ts";
import { softmax, softmaxGradient } from "./kernels/softmax.ts";
import { sumPool2d, sumPool2dGradient } from "./kernels/sum-pool.ts";
import type { Machine } from "./machine.ts";
import type { WasmStorage } from "./storage.ts";

/** Returns the fused kernels of a machine. */
export function fusedKernels(machine: Machine): Partial<FusedKernels<WasmStorage>> {
  return {
    conv2d: (x, weight, bias, window, groups, y) => conv2d(machine, x, weight, bias, window, groups, y),
    conv2dInputGradient: (dy, weight, window, groups, dx) =>
      conv2dInputGradient(machine, dy, weight, window, groups, dx),
    conv2dFilterGradient: (x, dy, window, groups, dw) =>
      conv2dFilterGradient(machine, x, dy, window, groups, dw),
    maxPool2d: (x, window, values, indices) => maxPool2d(machine, x, window, values, indices),
    maxPool2dGradient: (dy, indices, dx) => maxPool2dGradient(machine, dy, indices, dx),
    sumPool2d: (x, window, y) => sumPool2d(machine, x, window, y),
    sumPool2dGradient: (dy, window, dx) => sumPool2dGradient(machine, dy, window, dx),
    normalize: (...given) => normalize(machine, ...given),
    normalizeGradient: (...given) => normalizeGradient(machine, ...given),
    euclideanNorm: (x, axes, out) => euclideanNorm(machine, x, axes, out),
    softmax: (x, axis, out) => softmax(machine, x, axis, out, false),
    logSoftmax: (x, axis, out) => softmax(machine, x, axis, out, true),
    softmaxGradient: (y, dy, axis, dx) => softmaxGradient(machine, y, dy, axis, dx, false),
    logSoftmaxGradient: (y, dy, axis, dx) => softmaxGradient(machine, y, dy, axis, dx, true),
    crossEntropy: (logits, classes, losses) => crossEntropy(machine, logits, classes, losses),
    crossEntropyGradient: (logits, classes, dy, dlogits) =>
      crossEntropyGradient(machine, logits, classes, dy, dlogits),
  };
}
