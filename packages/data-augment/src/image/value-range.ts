import type { Rng } from "@cambium/tensor";
import type { Frame } from "./frame.ts";
import type { Transform } from "./image.ts";
import { transform } from "./transform.ts";

/** Floats outside of these bounds are clearly not meant to be in [0, 1]. Unclipped noise stays within them. */
const [lowest, highest] = [-1, 2];

/** Returns a transform that needs floats in [0, 1], because it clamps values to that range or mirrors them in it. */
export function inUnitRange(op: string, step: (frame: Frame, rng: Rng) => void): Transform {
  return transform(op, (frame, rng) => {
    checkUnitRange(op, frame);
    step(frame, rng);
  });
}

/**
 * Checks that floats are roughly in [0, 1]. Normalized values, and bytes stored as floats, would be clamped to that range
 * without notice.
 *
 * @throws {RangeError} If one is below −1, above 2 or NaN.
 */
function checkUnitRange(op: string, frame: Frame): void {
  if (frame.type === "uint8") return;
  const pixels = frame.pixels();
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i] as number;
    if (value >= lowest && value <= highest) continue;
    throw new RangeError(
      `${op}: floats must be in [0, 1]: got ${value}. Divide bytes by 255 first; put normalize after ${op}.`,
    );
  }
}
