import {
  elementwise,
  expand,
  indexSelect,
  reshape,
  scope,
  type Tensor,
  type Ternary,
  tensor,
} from "@cambium/tensor";
import type { Places } from "./source-places.ts";

/** a + (b − a)·fraction */
const between: Ternary = /* @__PURE__ */ elementwise("interpolate", (s, a, b, fraction) =>
  s.add(a, s.mul(s.sub(b, a), fraction)),
);

/** Values of x between the places of one of its dimensions. */
export function interpolate(x: Tensor, dim: number, { lower, upper, fraction }: Places): Tensor {
  const { backend, dtype } = x;
  const at = (places: Int32Array<ArrayBuffer>): Tensor => indexSelect(x, dim, tensor(places, { backend }));
  if (upper === undefined || fraction === undefined) return at(lower);
  const along = x.shape.map((_, i) => (i === dim ? fraction.length : 1));
  return between(at(lower), at(upper), tensor(fraction, { shape: along, dtype, backend }));
}

/** Images x [N, C, H, W] with each place repeated in height and width, by strides and one copy. */
export function repeat(x: Tensor, high: number, wide: number): Tensor {
  const [samples, channels, rows, columns] = x.shape as [number, number, number, number];
  return scope(() => {
    const apart = reshape(x, [samples, channels, rows, 1, columns, 1]);
    const repeated = expand(apart, [samples, channels, rows, high, columns, wide]);
    return reshape(repeated, [samples, channels, rows * high, columns * wide]);
  });
}
