import { sizeOf } from "@cambium/tensor";
import { launchSoftmaxGradientRows, launchSoftmaxRows } from "../launch.ts";
import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { copy } from "./copy.ts";
import { DenseCopy } from "./dense-copy.ts";
import { addressOf, temporary } from "./layout.ts";

/** Softmax along an axis, or its logarithm: `FusedKernels.softmax` and `logSoftmax`. */
export function softmax(machine: Machine, x: WasmView, axis: number, out: WasmView, isLog: boolean): void {
  if (sizeOf(x.shape) === 0) return;
  if (axis !== x.shape.length - 1) {
    withAxisLast(machine, [x], axis, out, ([last], result) =>
      softmax(machine, last!, x.shape.length - 1, result, isLog),
    );
    return;
  }
  const count = x.shape[axis]!;
  const dense = new DenseCopy(machine, x);
  const rows = sizeOf(x.shape) / count;
  launchSoftmaxRows(machine, { x: dense.address, out: addressOf(out), count, isLog }, rows, rows * count);
  dense.release();
}

/** Gradient of softmax, or of its logarithm: `FusedKernels.softmaxGradient` and `logSoftmaxGradient`. */
export function softmaxGradient(
  machine: Machine,
  y: WasmView,
  dy: WasmView,
  axis: number,
  dx: WasmView,
  isLog: boolean,
): void {
  if (sizeOf(y.shape) === 0) return;
  const last = y.shape.length - 1;
  if (axis !== last) {
    withAxisLast(machine, [y, dy], axis, dx, ([values, slopes], result) =>
      softmaxGradient(machine, values!, slopes!, last, result, isLog),
    );
    return;
  }
  const count = y.shape[axis]!;
  const [denseY, denseDy] = [new DenseCopy(machine, y), new DenseCopy(machine, dy)];
  const rows = sizeOf(y.shape) / count;
  const parameters = { y: denseY.address, dy: denseDy.address, dx: addressOf(dx), count, isLog };
  launchSoftmaxGradientRows(machine, parameters, rows, rows * count);
  denseDy.release();
  denseY.release();
}

/** Runs `compute` on dense copies with the axis moved last, and copies its result to `out`. */
export function withAxisLast(
  machine: Machine,
  inputs: readonly WasmView[],
  axis: number,
  out: WasmView,
  compute: (inputs: readonly WasmView[], out: WasmView) => void,
): void {
  const bytes = 4 * sizeOf(out.shape);
  const memory = machine.borrow((inputs.length + 1) * bytes);
  const moved = (view: WasmView): WasmView => ({
    ...view,
    shape: axisLast(view.shape, axis),
    strides: axisLast(view.strides, axis),
  });
  const dense = [...inputs, out].map((view, i) =>
    temporary(memory + i * bytes, axisLast(view.shape, axis), "float32"),
  );
  for (const [i, input] of inputs.entries()) copy(machine, moved(input), dense[i]!);
  const result = dense.at(-1)!;
  compute(dense.slice(0, -1), result);
  copy(machine, result, moved(out));
  machine.giveBack(memory);
}

function axisLast(list: readonly number[], axis: number): number[] {
  return [...list.slice(0, axis), ...list.slice(axis + 1), list[axis]!];
}
