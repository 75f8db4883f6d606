import type { FusedKernels } from "@cambium/tensor";
import { conv2d, conv2dFilterGradient } from "./kernels/conv.ts";
import { conv2dInputGradient } from "./kernels/conv-input-gradient.ts";
import { maxPool2d } from "./kernels/max-pool.ts";
import { softmax } from "./kernels/softmax.ts";
import type { Machine } from "./machine.ts";
import type { WasmStorage } from "./storage.ts";

/** The fused kernels of a machine. */
export function fusedKernels(machine: Machine): Partial<FusedKernels<WasmStorage>> {
  return {
    conv2d: (x, weight, bias, window, groups, y) => conv2d(machine, x, weight, bias, window, groups, y),
    conv2dInputGradient: (dy, weight, window, groups, dx) =>
      conv2dInputGradient(machine, dy, weight, window, groups, dx),
    conv2dFilterGradient: (x, dy, window, groups, dw) =>
      conv2dFilterGradient(machine, x, dy, window, groups, dw),
    maxPool2d: (x, window, values, indices) => maxPool2d(machine, x, window, values, indices),
    softmax: (x, axis, out) => softmax(machine, x, axis, out, false),
    logSoftmax: (x, axis, out) => softmax(machine, x, axis, out, true),
  };
}
