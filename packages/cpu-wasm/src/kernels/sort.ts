import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { addressOf, DenseCopy, kindCodes } from "./dense.ts";
import { around } from "./middle.ts";

/** So many lines are sorted at the same time, each in memory of its own. */
const MOST_TASKS = 8;

/** Stable sort along `axis` with the index that each element had: `Backend.sort`. */
export function sort(
  machine: Machine,
  x: WasmView,
  axis: number,
  descending: boolean,
  values: WasmView,
  indices: WasmView,
): void {
  const { outer, count, inner } = around(x.shape, axis);
  const lines = outer * inner;
  if (lines * count === 0) return;
  const dense = new DenseCopy(machine, x);
  const tasks = Math.min(MOST_TASKS, lines);
  const memory = machine.borrow(tasks * count * 16);
  machine.words.set([
    ...[dense.address, addressOf(values), addressOf(indices), memory],
    ...[outer, count, inner, kindCodes[x.dtype]!, descending ? 1 : 0, tasks],
  ]);
  machine.launch(machine.kernels.sortMiddle!, tasks, 30 * lines * count);
  machine.giveBack(memory);
  dense.release();
}
