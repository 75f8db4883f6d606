import { sizeOf } from "@cambium/tensor";
import { launchCrossEntropyGradientRows, launchCrossEntropyRows } from "../launch.ts";
import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { DenseCopy } from "./dense-copy.ts";
import { requireInRange } from "./indexed-rows.ts";
import { addressOf } from "./layout.ts";
import { withAxisLast } from "./softmax.ts";

/** Classes are the second dimension. */
const CLASSES = 1;

/**
 * log Σ e^logits − logits at the class: `FusedKernels.crossEntropy`.
 *
 * @throws {RangeError} If there is no such class.
 */
export function crossEntropy(machine: Machine, logits: WasmView, classes: WasmView, losses: WasmView): void {
  if (sizeOf(losses.shape) === 0) return;
  const count = logits.shape[CLASSES]!;
  const dense = new DenseCopy(machine, withClassesLast(logits));
  const targets = new DenseCopy(machine, classes);
  const status = machine.borrow(4);
  machine.integers[status / 4] = 0;
  const rows = sizeOf(losses.shape);
  const parameters = {
    logits: dense.address,
    classes: targets.address,
    losses: addressOf(losses),
    count,
    status,
  };
  launchCrossEntropyRows(machine, parameters, rows, rows * count);
  targets.release();
  dense.release();
  requireInRange(machine, "crossEntropy", { status }, classes, count);
}

/** (softmax(logits) − (1 at the class))·dy: `FusedKernels.crossEntropyGradient`. */
export function crossEntropyGradient(
  machine: Machine,
  logits: WasmView,
  classes: WasmView,
  dy: WasmView,
  dlogits: WasmView,
): void {
  if (sizeOf(logits.shape) === 0) return;
  const last = logits.shape.length - 1;
  if (last !== CLASSES) {
    withAxisLast(machine, [logits], CLASSES, dlogits, ([moved], result) =>
      rows(machine, moved!, classes, dy, result),
    );
  } else rows(machine, logits, classes, dy, dlogits);
}

/** {@link crossEntropyGradient} for classes in the last dimension. */
function rows(machine: Machine, logits: WasmView, classes: WasmView, dy: WasmView, out: WasmView): void {
  const count = logits.shape.at(-1)!;
  const [x, target, slope] = [logits, classes, dy].map((view) => new DenseCopy(machine, view));
  const total = sizeOf(logits.shape);
  const parameters = {
    logits: x!.address,
    classes: target!.address,
    dy: slope!.address,
    dlogits: addressOf(out),
    count,
  };
  launchCrossEntropyGradientRows(machine, parameters, total / count, total);
  for (const copy of [slope, target, x]) copy!.release();
}

/** Moves the classes to the last dimension. */
function withClassesLast(view: WasmView): WasmView {
  const moved = (list: readonly number[]): number[] => [
    ...list.slice(0, CLASSES),
    ...list.slice(CLASSES + 1),
    list[CLASSES]!,
  ];
  return { ...view, shape: moved(view.shape), strides: moved(view.strides) };
}
