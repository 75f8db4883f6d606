import type { Window2d } from "@cambium/tensor";
import type { Kernel, Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { addressOf, DenseCopy, sizeOf } from "./dense.ts";
import { WINDOW_WORDS, writeWindow } from "./window-words.ts";

/** Cuts images into windows: `Backend.unfold`. */
export function unfold(machine: Machine, x: WasmView, window: Window2d, out: WasmView): void {
  const dense = new DenseCopy(machine, x);
  eachPlane(machine, machine.kernels.unfoldPlanes!, window, x, out, dense.address, addressOf(out));
  dense.release();
}

/** Adds windows up into images: `Backend.fold`. */
export function fold(machine: Machine, windows: WasmView, window: Window2d, out: WasmView): void {
  const dense = new DenseCopy(machine, windows);
  eachPlane(machine, machine.kernels.foldPlanes!, window, out, windows, addressOf(out), dense.address);
  dense.release();
}

function eachPlane(
  machine: Machine,
  kernel: Kernel,
  window: Window2d,
  images: WasmView,
  windows: WasmView,
  imagesAt: number,
  windowsAt: number,
): void {
  const [samples, channels, height, width] = images.shape as [number, number, number, number];
  const [outHeight, outWidth] = windows.shape.slice(4) as [number, number];
  const { words } = machine;
  writeWindow(words, window, height, width, outHeight, outWidth);
  words[WINDOW_WORDS] = imagesAt;
  words[WINDOW_WORDS + 1] = windowsAt;
  machine.launch(kernel, samples * channels, sizeOf(windows.shape));
}
