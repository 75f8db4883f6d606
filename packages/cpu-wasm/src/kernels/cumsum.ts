import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { addressOf, DenseCopy, kindCodes } from "./dense.ts";
import { around } from "./middle.ts";

/** Sums up to each place along `axis`: `Backend.cumsum`. */
export function cumsum(machine: Machine, x: WasmView, axis: number, out: WasmView): void {
  const { outer, count, inner } = around(x.shape, axis);
  const dense = new DenseCopy(machine, x);
  machine.words.set([dense.address, addressOf(out), outer, count, inner, kindCodes[x.dtype]!]);
  machine.launch(machine.kernels.cumsumMiddle!, outer, 2 * outer * count * inner);
  dense.release();
}
