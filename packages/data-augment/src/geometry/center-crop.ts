import type { Transform } from "../image/image.ts";
import { transform } from "../image/transform.ts";
import { cutOut } from "../image/window.ts";
import { roundToEven } from "../math/portable-math.ts";
import { checkedSize, requireNoMore, type Size } from "../options.ts";

/**
 * Crops an image at its center. An image that is smaller is padded with zeros on both sides, with one more on the right or at
 * the bottom if their number is odd.
 *
 * The crop starts at row round((height − size) / 2), with ties to even; the same holds for columns.
 *
 * @param size Height and width of the result. One number stands for both.
 * @throws {RangeError} If a size is not an integer of at least 1.
 * @see torchvision's CenterCrop.
 */
export function centerCrop(size: Size, ...more: never[]): Transform {
  requireNoMore("centerCrop", more, "centerCrop(size) or centerCrop([height, width])");
  const [height, width] = checkedSize("centerCrop", size);
  return transform("centerCrop", (frame) => {
    const [channels, oldHeight, oldWidth] = frame.sizes;
    const window = { top: startOf(oldHeight, height), left: startOf(oldWidth, width), height, width };
    cutOut(frame, window, "constant", new Array<number>(channels).fill(0));
  });
}

function startOf(old: number, size: number): number {
  return size > old ? -Math.floor((size - old) / 2) : roundToEven((old - size) / 2);
}
