import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { sizeOf, widths } from "./dense.ts";
import { describeRows, requireInRange } from "./indexed-rows.ts";

/**
 * out[…, i, …] = x[…, index[…, i, …], …]: `Backend.gather`.
 *
 * @throws {RangeError} If an index is out of range.
 */
export function gather(machine: Machine, x: WasmView, index: WasmView, axis: number, out: WasmView): void {
  if (sizeOf(out.shape) === 0) return;
  const rows = describeRows(machine, x, index, axis, out, widths[x.dtype]!);
  machine.launch(machine.kernels.gatherRows!, rows.tasks, 2 * rows.elements);
  requireInRange(machine, "gather", rows, index, x.shape[axis]!);
}
