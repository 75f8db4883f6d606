import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { kindCodes, sizeOf } from "./dense.ts";
import { describeRows, requireInRange } from "./indexed-rows.ts";

/**
 * out[…, index[…, i, …], …] += src[…, i, …]: `Backend.scatterAdd`. On one thread, because the order of additions counts.
 *
 * @throws {RangeError} If an index is out of range; nothing is written then.
 */
export function scatterAdd(
  machine: Machine,
  src: WasmView,
  index: WasmView,
  axis: number,
  out: WasmView,
): void {
  if (sizeOf(src.shape) === 0) return;
  const { checkIndices, scatterAddRows } = machine.kernels;
  const checked = describeRows(machine, out, index, axis, src, kindCodes[src.dtype]!);
  machine.launch(checkIndices!, 1, 0);
  requireInRange(machine, "scatterAdd", checked, index, out.shape[axis]!);
  machine.launch(scatterAddRows!, 1, 0);
}
