import { sizeOf } from "@cambium/tensor";
import { launchGatherRows } from "../launch.ts";
import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { describeRows, requireInRange } from "./indexed-rows.ts";

/**
 * out[…, i, …] = x[…, index[…, i, …], …]: `Backend.gather`.
 *
 * @throws {RangeError} If an index is out of range.
 */
export function gather(machine: Machine, x: WasmView, index: WasmView, axis: number, out: WasmView): void {
  if (sizeOf(out.shape) === 0) return;
  const parameters = describeRows(machine, x, index, axis, out);
  const { rows, block } = parameters;
  launchGatherRows(machine, parameters, Math.ceil(rows / block), 2 * sizeOf(index.shape));
  requireInRange(machine, "gather", parameters, index, x.shape[axis]!);
}
