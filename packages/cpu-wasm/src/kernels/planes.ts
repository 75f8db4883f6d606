import { launchPadPlanes, type PlaneSizes } from "../launch.ts";
import { type Machine, SCRATCH_BYTES } from "../machine.ts";

/** Planes of a padded image in memory. */
export interface Planes {
  readonly address: number;
  readonly rowBytes: number;
  readonly planeBytes: number;
}

/** Dense planes in memory. */
export interface DensePlanes {
  readonly address: number;
  readonly count: number;
  readonly height: number;
  readonly width: number;
}

/** Size of padded planes, with the rows and columns of zeros before the first ones. Negative numbers remove rows and columns. */
export interface Padding {
  readonly height: number;
  readonly width: number;
  readonly top: number;
  readonly left: number;
}

/** Planes with zeros around them, either padded already or to be padded by each task. */
export interface PaddedPlanes extends Planes {
  /** Bytes of a plane at `address`, padded or not. */
  readonly fromBytes: number;
  /** Sizes for tasks that pad. */
  readonly sizes: PlaneSizes;
  /** Returns borrowed memory. */
  readonly release: () => void;
}

/** Pads planes with zeros in borrowed memory. Planes that need no zeros are returned as they are. */
export function pad(machine: Machine, from: DensePlanes, to: Padding): PaddedPlanes {
  const isEnough = to.top === 0 && to.left === 0 && to.height <= from.height && to.width <= from.width;
  if (isEnough) return padLater(from, { ...from, top: 0, left: 0 });
  const address = machine.borrow(4 * from.count * to.height * to.width);
  const parameters = { from: from.address, to: address, sizes: sizesOf(from, to) };
  launchPadPlanes(machine, parameters, from.count, from.count * to.height * to.width * 0.3);
  const padded = padLater(
    { ...from, address, height: to.height, width: to.width },
    { ...to, top: 0, left: 0 },
  );
  return { ...padded, release: () => machine.giveBack(address) };
}

function sizesOf({ height, width }: DensePlanes, to: Padding): PlaneSizes {
  return { height, width, toHeight: to.height, toWidth: to.width, top: to.top, left: to.left };
}

/** Describes planes that each task pads in its scratch memory. */
export function padLater(from: DensePlanes, to: Padding): PaddedPlanes {
  return {
    address: from.address,
    rowBytes: 4 * to.width,
    planeBytes: 4 * to.height * to.width,
    fromBytes: 4 * from.height * from.width,
    sizes: sizesOf(from, to),
    release: () => {},
  };
}

/** True if a padded plane and a few sums fit into scratch memory. */
export function fitsScratch(to: Padding): boolean {
  return 4 * to.height * to.width <= SCRATCH_BYTES / 2;
}
