import type { Machine } from "../machine.ts";
import type { Planes } from "./window-sum.ts";

/** Dense planes in memory. */
export interface DensePlanes {
  readonly address: number;
  readonly count: number;
  readonly height: number;
  readonly width: number;
}

/** A size to bring planes to, with so many rows and columns of zeros before the first (negative: cut off). */
export interface Padding {
  readonly height: number;
  readonly width: number;
  readonly top: number;
  readonly left: number;
}

/** Planes with zeros around them, in borrowed memory; the planes themselves where none are needed. */
export function pad(
  machine: Machine,
  from: DensePlanes,
  to: Padding,
): Planes & { readonly release: () => void } {
  const isEnough = to.top === 0 && to.left === 0 && to.height <= from.height && to.width <= from.width;
  if (isEnough) return { ...planes(from.address, from), release: () => {} };
  const address = machine.borrow(4 * from.count * to.height * to.width);
  machine.words.set([from.address, address, from.height, from.width, to.height, to.width, to.top, to.left]);
  machine.launch(machine.kernels.padPlanes!, from.count, from.count * to.height * to.width * 0.3);
  return { ...planes(address, to), release: () => machine.giveBack(address) };
}

function planes(
  address: number,
  { height, width }: { readonly height: number; readonly width: number },
): Planes {
  return { address, rowBytes: 4 * width, planeBytes: 4 * height * width };
}
