import type { ArgReduceOp } from "@cambium/tensor";
import { launchArgReduceMiddle } from "../launch.ts";
import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { DenseCopy } from "./dense-copy.ts";
import { addressOf, kindCodes } from "./layout.ts";
import { around } from "./middle.ts";

/** Index of the first extremum along `axis`: `Backend.argReduce`. */
export function argReduce(machine: Machine, op: ArgReduceOp, x: WasmView, axis: number, out: WasmView): void {
  const { outer, count, inner } = around(x.shape, axis);
  const dense = new DenseCopy(machine, x);
  const kind = kindCodes[x.dtype]!;
  const parameters = { x: dense.address, out: addressOf(out), count, inner, isMax: op === "max", kind };
  launchArgReduceMiddle(machine, parameters, outer, outer * count * inner);
  dense.release();
}
