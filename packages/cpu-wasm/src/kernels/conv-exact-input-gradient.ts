import { sizeOf, type Window2d } from "@cambium/tensor";
import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { temporary } from "./layout.ts";
import { matmul } from "./matmul.ts";
import { fold } from "./unfold.ts";

type FourSizes = [number, number, number, number];

/**
 * dx for weights that are infinite or NaN: the products of all weights with elements of dy, added to the positions of their windows. The
 * faster algorithms also multiply weights with the zeros around dy, and 0·∞ is NaN.
 *
 * @param dy Address of a dense [N, O, OH, OW].
 * @param weight Address of a dense [O, C / groups, kH, kW].
 */
export function exactInputGradient(
  machine: Machine,
  dy: number,
  dyShape: readonly number[],
  weight: number,
  window: Window2d,
  groups: number,
  dx: WasmView,
): void {
  const [samples, outputs, height, width] = dyShape as FourSizes;
  const [, channels, ...imageSizes] = dx.shape as FourSizes;
  const taps = (channels / groups) * sizeOf(window.kernel);
  const [rows, positions] = [outputs / groups, height * width];
  const shape = [1, channels, ...window.kernel, height, width];
  const windows = machine.borrow(4 * sizeOf(shape));
  for (let n = 0; n < samples; n++) {
    for (let g = 0; g < groups; g++) {
      const filters = temporary(weight + 4 * g * rows * taps, [rows, taps], "float32");
      const turned = { ...filters, shape: [taps, rows], strides: [1, taps] };
      const slopes = temporary(dy + 4 * (n * outputs + g * rows) * positions, [rows, positions], "float32");
      const products = temporary(windows + 4 * g * taps * positions, [taps, positions], "float32");
      matmul(machine, turned, slopes, products);
    }
    const image = {
      ...dx,
      offset: dx.offset + n * channels * sizeOf(imageSizes),
      shape: [1, channels, ...imageSizes],
    };
    fold(machine, temporary(windows, shape, "float32"), window, image);
  }
  machine.giveBack(windows);
}
