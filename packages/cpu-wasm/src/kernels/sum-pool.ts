import { sizeOf, type Window2d } from "@cambium/tensor";
import { launchSumPoolGradientPlanes, launchSumPoolPlanes } from "../launch.ts";
import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { DenseCopy } from "./dense-copy.ts";
import { addressOf } from "./layout.ts";
import { windowParameters } from "./window-parameters.ts";

/** Sum of each window: `FusedKernels.sumPool2d`. */
export function sumPool2d(machine: Machine, x: WasmView, window: Window2d, y: WasmView): void {
  slide(machine, launchSumPoolPlanes, x, window, y, x.shape, y.shape);
}

/** Adds each element of dy to all positions of its window: `FusedKernels.sumPool2dGradient`. */
export function sumPool2dGradient(machine: Machine, dy: WasmView, window: Window2d, dx: WasmView): void {
  slide(machine, launchSumPoolGradientPlanes, dy, window, dx, dx.shape, dy.shape);
}

function slide(
  machine: Machine,
  launch: typeof launchSumPoolPlanes,
  from: WasmView,
  window: Window2d,
  to: WasmView,
  image: readonly number[],
  windows: readonly number[],
): void {
  const dense = new DenseCopy(machine, from);
  const cost = sizeOf(windows) * sizeOf(window.kernel) + sizeOf(image) * 0.1;
  const parameters = {
    ...windowParameters(window, image, windows.slice(2)),
    from: dense.address,
    to: addressOf(to),
  };
  launch(machine, parameters, image[0]! * image[1]!, cost);
  dense.release();
}
