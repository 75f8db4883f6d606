import type { Pair } from "@cambium/tensor";

/** Height and width, of one number for both or of a pair. */
export function both(value: Pair): readonly [height: number, width: number] {
  return typeof value === "number" ? [value, value] : value;
}
