import { launchCumsumMiddle } from "../launch.ts";
import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { DenseCopy } from "./dense-copy.ts";
import { addressOf, kindCodes } from "./layout.ts";
import { around } from "./middle.ts";

/** Cumulative sums along `axis`: `Backend.cumsum`. */
export function cumsum(machine: Machine, x: WasmView, axis: number, out: WasmView): void {
  const { outer, count, inner } = around(x.shape, axis);
  const dense = new DenseCopy(machine, x);
  const parameters = { x: dense.address, out: addressOf(out), count, inner, kind: kindCodes[x.dtype]! };
  launchCumsumMiddle(machine, parameters, outer, 2 * outer * count * inner);
  dense.release();
}
