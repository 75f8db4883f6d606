import type { View, Window2d } from "@cambium/tensor";
import type { Machine } from "../machine.ts";
import type { WasmStorage } from "../storage.ts";
import { addressOf, DenseCopy, sizeOf } from "./dense.ts";
import { WINDOW_WORDS, writeWindow } from "./window-words.ts";

type WasmView = View<WasmStorage>;

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
