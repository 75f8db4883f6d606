import { DTypeError } from "@cambium/tensor";
import type { Frame } from "./frame.ts";

/**
 * Checks that the pixels of an image are bytes.
 *
 * @throws {DTypeError} If they are floats.
 */
export function checkBytes(op: string, { type }: Frame): void {
  if (type === "uint8") return;
  throw new DTypeError(
    `${op}: the image must have bytes (a Uint8Array): got float32. Do this before toFloat or normalize.`,
  );
}
