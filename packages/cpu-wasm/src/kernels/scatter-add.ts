import { sizeOf } from "@cambium/tensor";
import { launchCheckIndices, launchScatterAddRows } from "../launch.ts";
import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { describeRows, requireInRange } from "./indexed-rows.ts";

/**
 * out[…, index[…, i, …], …] += src[…, i, …]: `Backend.scatterAdd`. It runs on one thread, because the result depends on the order of additions.
 *
 * @throws {RangeError} If an index is out of range. Nothing is written in that case.
 */
export function scatterAdd(
  machine: Machine,
  src: WasmView,
  index: WasmView,
  axis: number,
  out: WasmView,
): void {
  if (sizeOf(src.shape) === 0) return;
  const parameters = describeRows(machine, out, index, axis, src);
  launchCheckIndices(machine, parameters, 1, 0);
  requireInRange(machine, "scatterAdd", parameters, index, out.shape[axis]!);
  launchScatterAddRows(machine, parameters, 1, 0);
}
