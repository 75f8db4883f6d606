import type { Window2d } from "@cambium/tensor";
import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { addressOf, DenseCopy, sizeOf } from "./dense.ts";
import { WINDOW_WORDS, writeWindow } from "./window-words.ts";

/** Sum of each window: `FusedKernels.sumPool2d`. */
export function sumPool2d(machine: Machine, x: WasmView, window: Window2d, y: WasmView): void {
  slide(machine, "sumPoolPlanes", x, window, y, x.shape, y.shape);
}

/** Gives every place of a window the window's element of dy: `FusedKernels.sumPool2dGradient`. */
export function sumPool2dGradient(machine: Machine, dy: WasmView, window: Window2d, dx: WasmView): void {
  slide(machine, "sumPoolGradientPlanes", dy, window, dx, dx.shape, dy.shape);
}

function slide(
  machine: Machine,
  kernel: string,
  from: WasmView,
  window: Window2d,
  to: WasmView,
  image: readonly number[],
  windows: readonly number[],
): void {
  const dense = new DenseCopy(machine, from);
  const { words } = machine;
  writeWindow(words, window, image[2]!, image[3]!, windows[2]!, windows[3]!);
  words[WINDOW_WORDS] = dense.address;
  words[WINDOW_WORDS + 1] = addressOf(to);
  const cost = sizeOf(windows) * sizeOf(window.kernel) + sizeOf(image) * 0.1;
  machine.launch(machine.kernels[kernel]!, image[0]! * image[1]!, cost);
  dense.release();
}
