import { launchSortMiddle } from "../launch.ts";
import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { DenseCopy } from "./dense-copy.ts";
import { addressOf, kindCodes } from "./layout.ts";
import { around } from "./middle.ts";

/** Lines that are sorted at the same time, each in separate memory. */
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
  const parameters = {
    x: dense.address,
    values: addressOf(values),
    indices: addressOf(indices),
    memory,
    outer,
    count,
    inner,
    kind: kindCodes[x.dtype]!,
    isDescending: descending,
    tasks,
  };
  launchSortMiddle(machine, parameters, tasks, 30 * lines * count);
  machine.giveBack(memory);
  dense.release();
}
