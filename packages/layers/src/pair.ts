import type { Pair } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";

/** Height and width, from one number for both or a pair. */
export function both(value: Pair): readonly [height: number, width: number] {
  return typeof value === "number" ? [value, value] : value;
}

/**
 * Checks that sizes are a number or a pair. The op checks the range.
 *
 * @throws {TypeError} If they are neither.
 */
export function requirePair(layer: string, name: string, value: unknown): void {
  if (typeof value === "number" || (Array.isArray(value) && value.length === 2)) return;
  throw new TypeError(
    `${layer}: ${name} must be a number or a pair of them: got ${inWords(value)}. Are the arguments in order?`,
  );
}
