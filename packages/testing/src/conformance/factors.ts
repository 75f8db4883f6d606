import type { DType, Rng } from "@cambium/tensor";
import { randomNumber } from "./host-view.ts";

/** Special factors that may occur in one product. With both 0 and ∞ the result would depend on the order. */
const specials: readonly (readonly number[])[] = [
  [1],
  [0, -0],
  [Infinity, -Infinity],
  [Number.NaN],
  [Number.NaN, 0],
  [Number.NaN, Infinity],
];

/**
 * Makes elements whose product is the same in every order of multiplication, and so on every backend. Floats are ±1, a few
 * ½ and 2 (too few for a partial product to leave the range of float32) and occasionally special values.
 */
export function factors(rng: Rng, dtype: DType): (rng: Rng) => number {
  // int32 products wrap, which gives the same result in every order.
  if (dtype === "int32") return (rng) => randomNumber(rng, dtype);
  const special = specials[rng.int(specials.length)]!;
  return (rng) => {
    if (rng.int(40) === 0) return special[rng.int(special.length)]!;
    return [0.5, 2][rng.int(64)] ?? (rng.int(2) === 0 ? 1 : -1);
  };
}
