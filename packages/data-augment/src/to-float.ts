import type { Transform } from "./image.ts";
import { transform } from "./transform.ts";

/**
 * Makes floats in [0, 1] of bytes; a float image stays.
 *
 * y = x/255
 *
 * @see torchvision's ToDtype(float32, scale=True).
 */
export function toFloat(): Transform {
  return transform("toFloat", (frame) => {
    const { bound } = frame;
    frame.map((x) => x / bound, false, "float32");
  });
}
