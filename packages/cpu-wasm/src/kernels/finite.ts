import { launchFindNotFinite } from "../launch.ts";
import type { Machine } from "../machine.ts";

/** Elements of a task. */
const BLOCK: number = 1 << 16;
const NANOSECONDS_AN_ELEMENT = 0.1;

/** True if all of `count` floats from an address on are finite. */
export function areFinite(machine: Machine, address: number, count: number): boolean {
  const status = machine.borrow(4);
  machine.integers[status / 4] = 0;
  const parameters = { x: address, count, block: BLOCK, status };
  launchFindNotFinite(machine, parameters, Math.ceil(count / BLOCK), count * NANOSECONDS_AN_ELEMENT);
  const found = machine.integers[status / 4] !== 0;
  machine.giveBack(status);
  return !found;
}
