import { checkOptions } from "../checks/check-options.ts";
import { inWords } from "../checks/in-words.ts";
import { elementwise } from "../elementwise.ts";
import { ShapeError } from "../errors.ts";
import { type FusedOp, runOp1 } from "../op.ts";
import { scope } from "../scope.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { div, mul } from "./arithmetic.ts";
import { cast } from "./cast.ts";
import { ne } from "./comparison.ts";
import { abs, sqrt, square } from "./math.ts";
import { max, min } from "./reduce.ts";
import {
  attributesOf,
  type Dims,
  keptShape,
  keptView,
  type ReduceAttributes,
  reducedCount,
  reducedShape,
} from "./reduction.ts";
import { requireFloat } from "./require-float.ts";
import { stopGradient } from "./stop-gradient.ts";
import { spread, sumOp } from "./sum.ts";
import { reshape } from "./view-ops.ts";

/** Options of {@link norm}. */
export interface VectorNormOptions {
  /** Exponent p: 2 for the Euclidean norm, Infinity for the largest absolute value, 0 for the number of nonzero elements. Default: 2. */
  readonly order?: number;
  /** Keeps the reduced dimensions, with size 1. Default: false. */
  readonly keepDim?: boolean;
}

/** Divisor of the elements, so that their powers neither overflow nor vanish: m, or 1 where m is 0, infinite or NaN. */
const unit = /* @__PURE__ */ elementwise("normUnit", (s, m) =>
  s.select(s.gt(m, 0), s.select(s.lt(m, Number.POSITIVE_INFINITY), m, 1), 1),
);

/** Gradient of a Euclidean norm, x/‖x‖; 0 at 0. */
const direction = /* @__PURE__ */ elementwise("normDirection", (s, x, length) =>
  s.select(s.eq(length, 0), 0, s.div(x, length)),
);

/** xᵖ for x ≥ 0. Its derivative at 0 is defined as 0. */
const power = /* @__PURE__ */ elementwise("normPower", (s, x, p) => {
  const slope = s.select(s.eq(x, 0), 0, s.mul(p, s.pow(x, s.sub(p, 1))));
  return s.derived(s.pow(x, p), [[x, slope]]);
});

function makeEuclideanOp(): FusedOp<ReduceAttributes> {
  return {
    name: "norm",
    fused: "euclideanNorm",
    infer: ([x], attributes) => [{ shape: reducedShape(x!.shape, attributes), dtype: x!.dtype }],
    kernel: (backend, [x], { axes }, [out]) =>
      backend.fused!.euclideanNorm!(x!, axes, keptView(out!, keptShape(x!.shape, axes))),
    compose: ([x], attributes) => {
      const scale = unit(extremum(max, abs(x!), attributes));
      const squares = square(div(x!, scale));
      const length = sqrt(runOp1(sumOp, [squares], attributes));
      return [mul(length, reshape(scale, length.shape))];
    },
    vjp: ({ inputs: [x], outputs: [y], attributes }, [g]) => {
      if (!g) return [];
      const spreadOut = (reduced: Tensor): Tensor => spread(reduced, x!.shape, attributes);
      return [mul(spreadOut(g), direction(x!, spreadOut(y!)))];
    },
  };
}

const euclideanOp: FusedOp<ReduceAttributes> = /* @__PURE__ */ makeEuclideanOp();

/** Extremum over the dimensions of a norm, which are kept with size 1. */
function extremum(reduce: typeof max, x: Tensor, { axes }: ReduceAttributes): Tensor {
  return reduce(x, axes, { keepDim: true });
}

/** ‖x‖ₚ = m·(Σ (|xᵢ|/m)ᵖ)^(1/p). The gradient may treat m as a constant, because the result does not depend on m. */
function powerNorm(x: Tensor, order: number, attributes: ReduceAttributes): Tensor {
  const sizes = abs(x);
  const scale = stopGradient(unit(extremum(order > 0 ? max : min, sizes, attributes)));
  const total = runOp1(sumOp, [power(div(sizes, scale), order)], attributes);
  const length = power(total, 1 / order);
  return mul(length, reshape(scale, length.shape));
}

/**
 * Vector norm over some dimensions or all of them.
 *
 * ‖x‖ₚ = (Σ |xᵢ|ᵖ)^(1/p), with p the `order`; ‖x‖_∞ = max |xᵢ|, ‖x‖_−∞ = min |xᵢ|, ‖x‖₀ = number of xᵢ ≠ 0
 *
 * Elements are scaled if their powers would overflow or vanish: the norm of [3e20, 4e20] is 5e20. At 0, where the norm is not
 * differentiable, the gradient is 0. ‖x‖₀ has no gradient.
 *
 * @param dim One dimension or several, which may count from the end. Default: all.
 * @param options `order`: default 2; `keepDim`: default false.
 * @throws {DTypeError} If x is not a float.
 * @throws {RangeError} If `order` is NaN.
 * @throws {ShapeError} If a reduced dimension is empty and `order` is infinite or negative.
 * @see PyTorch, `torch.linalg.vector_norm`.
 * @example
 * norm(tensor([3, 4])); // 5
 * norm(x, 1, { order: Infinity, keepDim: true });
 */
export function norm(x: Tensor, dim?: Dims, options: VectorNormOptions = {}): Tensor {
  requireFloat("norm", x);
  checkOptions("norm", options, ["order", "keepDim"]);
  const { order = 2, keepDim = false } = options;
  const attributes = attributesOf("norm", x, dim, { keepDim });
  const isEmpty = reducedCount(x.shape, attributes) === 0;
  requireOrder(x, order, attributes, isEmpty);
  if (order === 2 && !isEmpty) return runOp1(euclideanOp, [x], attributes);
  return scope(() => {
    if (order === 0) return runOp1(sumOp, [cast(ne(x, 0), x.dtype)], attributes);
    if (order === 1 || isEmpty) return runOp1(sumOp, [abs(x)], attributes);
    const reduce = order > 0 ? max : min;
    return Math.abs(order) === Infinity
      ? reduce(abs(x), attributes.axes, { keepDim })
      : powerNorm(x, order, attributes);
  });
}

function requireOrder(x: Tensor, order: number, { axes }: ReduceAttributes, isEmpty: boolean): void {
  if (typeof order !== "number" || Number.isNaN(order)) {
    throw new RangeError(
      `norm: order must be a number: got ${inWords(order)}. The usual ones are 2, 1 and Infinity.`,
    );
  }
  if (isEmpty && (order < 0 || order === Infinity)) {
    throw new ShapeError(
      `norm: order ${order} has no value over nothing: dimensions [${axes}] of ${formatShape(x.shape)}. ` +
        "Use another order, or leave empty tensors out.",
    );
  }
}
