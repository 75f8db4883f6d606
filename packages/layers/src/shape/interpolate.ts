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
import type { Positions } from "./source-positions.ts";

/** a + (b − a)·fraction */
const between: Ternary = /* @__PURE__ */ elementwise("interpolate", (s, a, b, fraction) =>
  s.add(a, s.mul(s.sub(b, a), fraction)),
);

/** Values of x at positions between the elements along one dimension. */
export function interpolate(x: Tensor, dim: number, { lower, upper, fraction }: Positions): Tensor {
  const { backend, dtype } = x;
  const at = (positions: Int32Array<ArrayBuffer>): Tensor =>
    indexSelect(x, dim, tensor(positions, { backend }));
  if (upper === undefined || fraction === undefined) return at(lower);
  const along = x.shape.map((_, i) => (i === dim ? fraction.length : 1));
  return between(at(lower), at(upper), tensor(fraction, { shape: along, dtype, backend }));
}

/** Repeats each pixel of images x [N, C, H, W] in height and width, by strides and one copy. */
export function repeat(x: Tensor, high: number, wide: number): Tensor {
  const [samples, channels, rows, columns] = x.shape as [number, number, number, number];
  return scope(() => {
    const apart = reshape(x, [samples, channels, rows, 1, columns, 1]);
    const repeated = expand(apart, [samples, channels, rows, high, columns, wide]);
    return reshape(repeated, [samples, channels, rows * high, columns * wide]);
  });
}
