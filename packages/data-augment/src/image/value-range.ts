import type { Rng } from "@cambium/tensor";
import type { Frame } from "./frame.ts";
import type { Transform } from "./image.ts";
import { transform } from "./transform.ts";

/** Floats that are clearly not in [0, 1]; noise around that range is allowed. */
const [lowest, highest] = [-1, 2];

/** The transform of images whose floats must be in [0, 1], because it cuts values to that range or mirrors them in it. */
export function inUnitRange(op: string, step: (frame: Frame, rng: Rng) => void): Transform {
  return transform(op, (frame, rng) => {
    checkUnitRange(op, frame);
    step(frame, rng);
  });
}

/**
 * Checks that floats are about in [0, 1]. Bytes that were stored as floats, or normalized values, would be cut to it.
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
