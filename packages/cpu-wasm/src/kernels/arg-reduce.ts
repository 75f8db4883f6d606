import type { ArgReduceOp } from "@cambium/tensor";
import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { addressOf, DenseCopy, kindCodes } from "./dense.ts";
import { around } from "./middle.ts";

/** Index of the first extremum along `axis`: `Backend.argReduce`. */
export function argReduce(machine: Machine, op: ArgReduceOp, x: WasmView, axis: number, out: WasmView): void {
  const { outer, count, inner } = around(x.shape, axis);
  const dense = new DenseCopy(machine, x);
  const { words } = machine;
  words[0] = dense.address;
  words[1] = addressOf(out);
  words[2] = outer;
  words[3] = count;
  words[4] = inner;
  words[5] = op === "max" ? 1 : 0;
  words[6] = kindCodes[x.dtype]!;
  machine.launch(machine.kernels.argReduceMiddle!, outer, outer * count * inner);
  dense.release();
}
