import { type Machine, SCRATCH_BYTES } from "../machine.ts";
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

/** Planes that kernels see with zeros around them: padded already, or to be padded by each task for itself. */
export interface PaddedPlanes extends Planes {
  /** Bytes of a plane of what is at `address`, padded or not. */
  readonly fromBytes: number;
  /** For tasks that pad: height and width before and after, rows and columns of zeros before the first. */
  readonly sizes: readonly number[];
  /** Ends the use of borrowed memory. */
  readonly release: () => void;
}

/** Planes with zeros around them, in borrowed memory; the planes themselves where none are needed. */
export function pad(machine: Machine, from: DensePlanes, to: Padding): PaddedPlanes {
  const isEnough = to.top === 0 && to.left === 0 && to.height <= from.height && to.width <= from.width;
  if (isEnough) return padLater(from, { ...from, top: 0, left: 0 });
  const address = machine.borrow(4 * from.count * to.height * to.width);
  machine.words.set([from.address, address, from.height, from.width, to.height, to.width, to.top, to.left]);
  machine.launch(machine.kernels.padPlanes!, from.count, from.count * to.height * to.width * 0.3);
  const padded = padLater(
    { ...from, address, height: to.height, width: to.width },
    { ...to, top: 0, left: 0 },
  );
  return { ...padded, release: () => machine.giveBack(address) };
}

/** Planes that each task pads in its scratch memory. */
export function padLater({ address, height, width }: DensePlanes, to: Padding): PaddedPlanes {
  return {
    address,
    rowBytes: 4 * to.width,
    planeBytes: 4 * to.height * to.width,
    fromBytes: 4 * height * width,
    sizes: [height, width, to.height, to.width, to.top, to.left],
    release: () => {},
  };
}

/** Whether a padded plane fits into scratch memory, beside a few sums. */
export function fitsScratch(to: Padding): boolean {
  return 4 * to.height * to.width <= SCRATCH_BYTES / 2;
}
