import { type KernelOp, runOp1 } from "../op.ts";
import { Program } from "../program/program.ts";
import { Scalars } from "../program/scalars.ts";
import type { Tensor } from "../tensor.ts";
import { div, mul } from "./arithmetic.ts";
import { cast } from "./cast.ts";
import { eq } from "./comparison.ts";
import { divideExactly } from "./divide-exactly.ts";
import { productOfOthers } from "./prod-gradient.ts";
import {
  attributesOf,
  countable,
  type Dims,
  type ReduceAttributes,
  type ReduceOptions,
  reduceAs,
  reducedCount,
  reduction,
} from "./reduction.ts";
import { requireFloat } from "./require-float.ts";
import { spread, sum, sumOp } from "./sum.ts";

const prodOp: KernelOp<ReduceAttributes> = /* @__PURE__ */ reduction(
  "prod",
  ({ inputs: [x], attributes }, [g]) => [
    g && mul(spread(g, x!.shape, attributes), productOfOthers(x!, attributes.axes)),
  ],
);

/** Product over some dimensions or all; 1 over nothing. int32 and bool give int32. */
export function prod(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  const attributes = attributesOf("prod", x, dim, options);
  return reduceAs(prodOp, x, countable(x), attributes);
}

/** The gradient of an extremum goes to the places that reach it, in equal parts. */
const extremumVjp: NonNullable<KernelOp<ReduceAttributes>["vjp"]> = (
  { inputs: [x], outputs: [y], attributes },
  [g],
) => {
  if (!g) return [];
  const reached = cast(eq(x!, spread(y!, x!.shape, attributes)), x!.dtype);
  const share = div(reached, sum(reached, attributes.axes, { keepDim: true }));
  return [mul(spread(g, x!.shape, attributes), share)];
};

const maxOp: KernelOp<ReduceAttributes> = /* @__PURE__ */ reduction("max", extremumVjp);
const minOp: KernelOp<ReduceAttributes> = /* @__PURE__ */ reduction("min", extremumVjp);

/** Largest element over some dimensions or all; −∞ over nothing; NaN if there is one. Equal largest elements share the gradient. */
export function max(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  return runOp1(maxOp, [x], attributesOf("max", x, dim, options));
}

/** Smallest element over some dimensions or all; +∞ over nothing; NaN if there is one. Equal smallest elements share the gradient. */
export function min(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  return runOp1(minOp, [x], attributesOf("min", x, dim, options));
}

/** Whether any element is not 0 (bool). */
export function any(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  const attributes = attributesOf("any", x, dim, options);
  return reduceAs(maxOp, x, cast(x, "bool"), attributes);
}

/** Whether all elements are not 0 (bool). */
export function all(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  const attributes = attributesOf("all", x, dim, options);
  return reduceAs(minOp, x, cast(x, "bool"), attributes);
}

function makeMeanOp(): KernelOp<ReduceAttributes> {
  return {
    ...sumOp,
    name: "mean",
    kernel: (backend, inputs, attributes, outputs) => {
      sumOp.kernel(backend, inputs, attributes, outputs);
      backend.map(quotient, outputs, [reducedCount(inputs[0]!.shape, attributes)], outputs);
    },
    vjp: ({ inputs: [x], attributes }, [g]) => [
      g && spread(divideExactly(g, reducedCount(x!.shape, attributes)), x!.shape, attributes),
    ],
  };
}

/** A sum divided where it lies: one op, because small networks spend their time on the number of ops. */
const meanOp: KernelOp<ReduceAttributes> = /* @__PURE__ */ makeMeanOp();

function makeQuotient(): Program {
  const s = new Scalars();
  const x = s.input("float");
  return new Program([s.div(x, s.runtimeScalar("float"))], [x]);
}

const quotient: Program = /* @__PURE__ */ makeQuotient();

/**
 * Arithmetic mean over some dimensions or all; NaN over nothing.
 *
 * mean(x) = (1/n) Σ x
 *
 * @throws {DTypeError} If x is not a float.
 */
export function mean(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  requireFloat("mean", x);
  return runOp1(meanOp, [x], attributesOf("mean", x, dim, options));
}
