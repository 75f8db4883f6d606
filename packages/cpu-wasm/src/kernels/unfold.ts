import { sizeOf, type Window2d } from "@cambium/tensor";
import { launchFoldPlanes, launchUnfoldPlanes } from "../launch.ts";
import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { DenseCopy } from "./dense-copy.ts";
import { addressOf } from "./layout.ts";
import { windowParameters } from "./window-parameters.ts";

/** Extracts the windows of images: `Backend.unfold`. */
export function unfold(machine: Machine, x: WasmView, window: Window2d, out: WasmView): void {
  const dense = new DenseCopy(machine, x);
  eachPlane(machine, launchUnfoldPlanes, window, x, out, dense.address, addressOf(out));
  dense.release();
}

/** Adds windows into images: `Backend.fold`. */
export function fold(machine: Machine, windows: WasmView, window: Window2d, out: WasmView): void {
  const dense = new DenseCopy(machine, windows);
  eachPlane(machine, launchFoldPlanes, window, out, windows, addressOf(out), dense.address);
  dense.release();
}

function eachPlane(
  machine: Machine,
  launch: typeof launchUnfoldPlanes,
  window: Window2d,
  images: WasmView,
  windows: WasmView,
  imagesAt: number,
  windowsAt: number,
): void {
  const [samples, channels] = images.shape as [number, number, number, number];
  const parameters = {
    ...windowParameters(window, images.shape, windows.shape.slice(4)),
    images: imagesAt,
    windows: windowsAt,
  };
  launch(machine, parameters, samples * channels, sizeOf(windows.shape));
}
