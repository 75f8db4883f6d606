import type { Transform } from "../image/image.ts";
import { tablesOf } from "../image/tables.ts";
import { transform } from "../image/transform.ts";
import { requireNoMore } from "../options.ts";

const fractions = /* @__PURE__ */ tablesOf((byte) => byte / 255, 1, "float32");

/**
 * Converts bytes to floats in [0, 1]. A float image is returned unchanged.
 *
 * y = x/255
 *
 * @see torchvision's ToDtype(float32, scale=True).
 */
export function toFloat(...more: never[]): Transform {
  requireNoMore("toFloat", more, "toFloat()");
  return transform("toFloat", (frame) => {
    if (frame.type === "uint8") frame.lookUp(fractions);
  });
}
