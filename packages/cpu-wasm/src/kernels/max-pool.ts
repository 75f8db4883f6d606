import { sizeOf, type Window2d } from "@cambium/tensor";
import { launchMaxPoolGradientPlanes, launchMaxPoolPlanes } from "../launch.ts";
import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { DenseCopy } from "./dense-copy.ts";
import { addressOf } from "./layout.ts";
import { windowParameters } from "./window-parameters.ts";

/** Largest element of each window and its position: `FusedKernels.maxPool2d`. */
export function maxPool2d(
  machine: Machine,
  x: WasmView,
  window: Window2d,
  values: WasmView,
  indices: WasmView,
): void {
  const [samples, channels] = x.shape as [number, number, number, number];
  const dense = new DenseCopy(machine, x);
  const parameters = {
    ...windowParameters(window, x.shape, values.shape.slice(2)),
    images: dense.address,
    values: addressOf(values),
    indices: addressOf(indices),
  };
  launchMaxPoolPlanes(machine, parameters, samples * channels, sizeOf(x.shape) * 0.5);
  dense.release();
}

/** Adds each element of dy to the position of its window's maximum: `FusedKernels.maxPool2dGradient`. */
export function maxPool2dGradient(machine: Machine, dy: WasmView, indices: WasmView, dx: WasmView): void {
  const [samples, channels, height, width] = dx.shape as [number, number, number, number];
  const [denseDy, denseIndices] = [new DenseCopy(machine, dy), new DenseCopy(machine, indices)];
  const parameters = {
    dy: denseDy.address,
    indices: denseIndices.address,
    dx: addressOf(dx),
    windows: dy.shape[2]! * dy.shape[3]!,
    imageSize: height * width,
  };
  launchMaxPoolGradientPlanes(machine, parameters, samples * channels, sizeOf(dx.shape) * 0.4);
  denseIndices.release();
  denseDy.release();
}
