import type { Window2d } from "@cambium/tensor";
import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { addressOf, DenseCopy, sizeOf } from "./dense.ts";
import { WINDOW_WORDS, writeWindow } from "./window-words.ts";

/** Largest element of each window and its place: `FusedKernels.maxPool2d`. */
export function maxPool2d(
  machine: Machine,
  x: WasmView,
  window: Window2d,
  values: WasmView,
  indices: WasmView,
): void {
  const [samples, channels, height, width] = x.shape as [number, number, number, number];
  const dense = new DenseCopy(machine, x);
  const { words } = machine;
  writeWindow(words, window, height, width, values.shape[2]!, values.shape[3]!);
  words[WINDOW_WORDS] = dense.address;
  words[WINDOW_WORDS + 1] = addressOf(values);
  words[WINDOW_WORDS + 2] = addressOf(indices);
  machine.launch(machine.kernels.maxPoolPlanes!, samples * channels, sizeOf(x.shape) * 0.5);
  dense.release();
}

/** Sends each element of dy to its window's place: `FusedKernels.maxPool2dGradient`. */
export function maxPool2dGradient(machine: Machine, dy: WasmView, indices: WasmView, dx: WasmView): void {
  const [samples, channels, height, width] = dx.shape as [number, number, number, number];
  const [denseDy, denseIndices] = [new DenseCopy(machine, dy), new DenseCopy(machine, indices)];
  const { words } = machine;
  words[0] = height * width;
  words[1] = dy.shape[2]! * dy.shape[3]!;
  words[2] = denseDy.address;
  words[3] = denseIndices.address;
  words[4] = addressOf(dx);
  machine.launch(machine.kernels.maxPoolGradientPlanes!, samples * channels, sizeOf(dx.shape) * 0.4);
  denseIndices.release();
  denseDy.release();
}
