import { type KernelOp, runOp1, runViewOp, type ViewOp } from "../op.ts";
import type { Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import {
  attributesOf,
  countable,
  type Dims,
  type ReduceAttributes,
  type ReduceOptions,
  reduceAs,
  reduction,
} from "./reduction.ts";

interface Spreading extends ReduceAttributes {
  readonly shape: Shape;
}

/** Adjoint of a sum: repeats each result, by strides of 0, over the elements that were summed. */
const spreadOp: ViewOp<Spreading> = {
  name: "spread",
  view: (reduced, { axes, keepDim, shape }) => {
    const strides = new Array<number>(shape.length).fill(0);
    let place = 0;
    for (let i = 0; i < shape.length; i++) {
      if (!axes.includes(i)) strides[i] = reduced.strides[keepDim ? i : place++]!;
    }
    return { ...reduced, shape, strides };
  },
  vjp: ({ attributes }, [g]) => [g && runOp1(sumOp, [g], attributes)],
};

/** Op of {@link sum}. */
export const sumOp: KernelOp<ReduceAttributes> = /* @__PURE__ */ reduction(
  "sum",
  ({ inputs: [x], attributes }, [g]) => [g && spread(g, x!.shape, attributes)],
);

/** Returns the result of a reduction, or its cotangent, as a view with the shape of the input. */
export function spread(reduced: Tensor, shape: Shape, { axes, keepDim }: ReduceAttributes): Tensor {
  return runViewOp(spreadOp, reduced, { axes, keepDim, shape });
}

/** Sum over some dimensions or all of them; 0 for an empty dimension. int32 and bool give int32. */
export function sum(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  const attributes = attributesOf("sum", x, dim, options);
  return reduceAs(sumOp, x, countable(x), attributes);
}
