import { sizeOf, type Window2d } from "@cambium/tensor";
import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { exactInputGradient } from "./conv-exact-input-gradient.ts";
import { copy } from "./copy.ts";
import { DenseCopy } from "./dense-copy.ts";
import { areFinite } from "./finite.ts";
import { addressOf, temporary } from "./layout.ts";
import { gridOf, padFor, sumWindows, tapsOf } from "./window-sum.ts";
import { convolveTiles, type Filters, isWorthwhile, type Sizes, tileSize } from "./winograd.ts";

type FourSizes = [number, number, number, number];

/**
 * The positions r, r + stride, r + 2·stride, … of the image along one axis, and the taps of the kernel that reach them: every
 * `step`-th from `first` on, backwards. `shifts` has for each tap the distance from position number a to the element of dy that the tap multiplies.
 */
interface Phase {
  readonly remainder: number;
  readonly stride: number;
  readonly count: number;
  readonly first: number;
  readonly step: number;
  readonly shifts: readonly number[];
}

/** dx: `FusedKernels.conv2dInputGradient`. Positions with the same remainder modulo the stride are one convolution of dy. */
export function conv2dInputGradient(
  machine: Machine,
  dy: WasmView,
  weight: WasmView,
  window: Window2d,
  groups: number,
  dx: WasmView,
): void {
  const count = sizeOf(dx.shape);
  if (count === 0) return;
  const rows = phases(window, 0, dx.shape[2]!);
  const columns = phases(window, 1, dx.shape[3]!);
  const isEmpty = sizeOf(dy.shape) === 0 || sizeOf(weight.shape) === 0;
  if (isEmpty || [...rows, ...columns].some(({ shifts }) => shifts.length === 0)) {
    machine.numbers.fill(0, addressOf(dx) / 4, addressOf(dx) / 4 + count);
  }
  if (isEmpty) return;
  const [slopes, filters] = [new DenseCopy(machine, dy), new DenseCopy(machine, weight)];
  const size = tileSize(window, groups);
  const sizes = sizesOfTurned(dy.shape, dx.shape);
  const dense = temporary(filters.address, weight.shape, "float32");
  if (!areFinite(machine, filters.address, sizeOf(weight.shape))) {
    exactInputGradient(machine, slopes.address, dy.shape, filters.address, window, groups, dx);
  } else if (isWorthwhile(machine, size, sizes)) {
    throughTiles(machine, size, slopes.address, dy.shape, dense, window, addressOf(dx), sizes);
  } else {
    for (const row of rows)
      for (const column of columns)
        if (row.shifts.length > 0 && column.shifts.length > 0)
          onePhase(machine, slopes.address, dy.shape, dense, groups, dx, row, column);
  }
  filters.release();
  slopes.release();
}

function sizesOfTurned(dyShape: readonly number[], dxShape: readonly number[]): Sizes {
  const [samples, rows, height, width] = dxShape as FourSizes;
  return { samples, channels: dyShape[1]!, rows, height, width };
}

/** Convolves dy with the flipped filters, whose input and output channels are exchanged, by Winograd's method. */
function throughTiles(
  machine: Machine,
  size: number,
  dy: number,
  dyShape: readonly number[],
  weight: WasmView,
  { kernel, padding }: Window2d,
  dx: number,
  sizes: Sizes,
): void {
  const [samples, outputs, height, width] = dyShape as FourSizes;
  const [byOutput, byChannel, byRow, byColumn] = weight.strides as FourSizes;
  const last = kernel[0] - 1;
  const filters: Filters = {
    address: addressOf(weight) + 4 * last * (byRow + byColumn),
    bytes: [4 * byChannel, 4 * byOutput, -4 * byRow, -4 * byColumn],
  };
  const planes = { address: dy, count: samples * outputs, height, width };
  const around = [last - padding[0], last - padding[1]] as const;
  convolveTiles(machine, size, planes, around, filters, 0, dx, sizes);
}

function phases({ kernel, stride, padding, dilation }: Window2d, axis: 0 | 1, size: number): Phase[] {
  return Array.from({ length: Math.min(stride[axis], size) }, (_, remainder) => {
    // Backwards, so that shifts ascend and memory is read in order.
    const reaching = Array.from({ length: kernel[axis] }, (_, i) => kernel[axis] - 1 - i).filter(
      (tap) => (remainder + padding[axis] - tap * dilation[axis]) % stride[axis] === 0,
    );
    return {
      remainder,
      stride: stride[axis],
      count: Math.ceil((size - remainder) / stride[axis]),
      first: reaching[0] ?? 0,
      step: (reaching[1] ?? 1) - (reaching[0] ?? 0),
      shifts: reaching.map((tap) => (remainder + padding[axis] - tap * dilation[axis]) / stride[axis]),
    };
  });
}

function onePhase(
  machine: Machine,
  dy: number,
  dyShape: readonly number[],
  weight: WasmView,
  groups: number,
  dx: WasmView,
  row: Phase,
  column: Phase,
): void {
  const [samples, outputs, height, width] = dyShape as FourSizes;
  const [top, left] = [Math.min(...row.shifts), Math.min(...column.shifts)];
  const sizes = {
    channels: outputs / groups,
    rows: weight.shape[1]!,
    taps: row.shifts.length * column.shifts.length,
  };
  const { image, isThin } = padFor(
    machine,
    sizes,
    { address: dy, count: samples * outputs, height, width },
    {
      height: row.count + Math.max(...row.shifts) - top,
      width: column.count + Math.max(...column.shifts) - left,
      top: -top,
      left: -left,
    },
  );
  const rowSteps = row.shifts.map((shift) => shift - top);
  const columnSteps = column.shifts.map((shift) => shift - left);
  const sum = {
    image,
    grid: gridOf(image, row.count, column.count, [1, 1]),
    taps: tapsOf(image, outputs / groups, rowSteps, columnSteps),
    samples,
    groups,
    channels: sizes.channels,
    rows: sizes.rows,
    isThin,
  };
  const turned = turnWeights(machine, weight, groups, row, column);
  write(machine, dx, row, column, (to) => sumWindows(machine, sum, turned, 0, to));
  machine.giveBack(turned);
  image.release();
}

/** Copies the taps of a phase to borrowed memory, as a dense [groups, C/groups, O/groups, taps], and returns the address. */
function turnWeights(machine: Machine, weight: WasmView, groups: number, row: Phase, column: Phase): number {
  const [outputs, channels] = weight.shape as FourSizes;
  const [byOutput, byChannel, byRow, byColumn] = weight.strides as FourSizes;
  const shape = [groups, channels, outputs / groups, row.shifts.length, column.shifts.length];
  const address = machine.borrow(4 * sizeOf(shape));
  const turned: WasmView = {
    ...weight,
    offset: weight.offset + row.first * byRow + column.first * byColumn,
    shape,
    strides: [(outputs / groups) * byOutput, byChannel, byOutput, row.step * byRow, column.step * byColumn],
  };
  copy(machine, turned, temporary(address, shape, "float32"));
  return address;
}

/** Computes the positions of a phase in dx, or in borrowed memory first if they are not dense in dx. */
function write(
  machine: Machine,
  dx: WasmView,
  row: Phase,
  column: Phase,
  compute: (to: number) => void,
): void {
  const [samples, channels, height, width] = dx.shape as FourSizes;
  if (row.count === height && column.count === width) {
    compute(addressOf(dx));
    return;
  }
  const shape = [samples, channels, row.count, column.count];
  const address = machine.borrow(4 * sizeOf(shape));
  compute(address);
  const positions: WasmView = {
    ...dx,
    offset: dx.offset + row.remainder * width + column.remainder,
    shape,
    strides: [channels * height * width, height * width, row.stride * width, column.stride],
  };
  copy(machine, temporary(address, shape, "float32"), positions);
  machine.giveBack(address);
}
