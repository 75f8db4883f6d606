import { vjp } from "@cambium/autograd";
import { add, memory, mul, normal, onesLike, Rng, scope, sum, type Tensor, tensor } from "@cambium/tensor";
import { assert } from "vitest";
import { expectClose, type Tolerance } from "./close.ts";

/** Options of {@link checkGradient}. */
export interface CheckGradientOptions extends Tolerance {
  /** 1 (default) for the gradient, 2 for the gradient of a random projection of it. */
  readonly order?: 1 | 2;
}

/** Function of tensors, with one result or several, whose gradients are checked. */
export type Differentiable = (...inputs: Tensor[]) => Tensor | readonly Tensor[];

function isFloat(x: Tensor): boolean {
  return x.dtype === "float64" || x.dtype === "float32";
}

/** Weighted sum of all elements of some tensors, with fixed random weights. */
function project(tensors: readonly Tensor[], seed: string): Tensor {
  const rng = new Rng(7).fork(seed);
  return tensors
    .map((x) => sum(mul(x, normal(x.shape, { rng, dtype: "float64", backend: x.backend }))))
    .reduce((a, b) => add(a, b));
}

/** Gradients of a scalar function by autograd. */
function gradients(f: (...inputs: Tensor[]) => Tensor, inputs: readonly Tensor[]): Tensor[] {
  const { value, pullback, dispose } = vjp(f, ...inputs);
  try {
    return pullback(onesLike(value));
  } finally {
    dispose();
  }
}

/** f at `inputs`, with one element of one input changed by `step`. */
function moved(
  f: (...inputs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  position: number,
  element: number,
  step: number,
): number {
  return scope(() => {
    const x = inputs[position]!;
    const data = Float64Array.from(x.dataSync());
    data[element]! += step;
    return f(...inputs.with(position, tensor(data, { shape: x.shape, backend: x.backend }))).item();
  });
}

/** Derivative by central differences of fourth order, with an error of h⁴·f⁗′/30. */
function derivative(f: (step: number) => number, scale: number): number {
  const h = 1e-3 * Math.max(1, Math.abs(scale));
  return (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);
}

function compare(
  what: string,
  f: (...inputs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  tolerance: Tolerance,
): void {
  const found = scope(() => gradients(f, inputs).map((x) => ({ shape: x.shape, data: x.dataSync() })));
  inputs.forEach((x, position) => {
    const at = x.dataSync();
    const wanted = Float64Array.from(at, (value, i) =>
      derivative((step) => moved(f, inputs, position, i, step), value),
    );
    expectClose(
      `${what} of input ${position}`,
      found[position]!,
      { shape: x.shape, data: wanted },
      tolerance,
    );
  });
}

/**
 * Asserts that gradients by autograd agree with finite differences. The function is a weighted sum of all float results
 * with fixed random weights, and the derivative is with respect to every element of every float input. Integer and bool
 * inputs and results count as constants.
 *
 * @param f Function of tensors. It must be smooth within 0.002 of the inputs, relative to elements larger than 1.
 * @param inputs float64 tensors; int32 and bool tensors are also allowed.
 * @param options `order`; `rtol`, `atol`: default 1e-6.
 * @throws {Error} If an input is float32, which is too inexact, or no result is a float.
 */
export function checkGradient(
  f: Differentiable,
  inputs: readonly Tensor[],
  options: CheckGradientOptions = {},
): void {
  const { order = 1, rtol = 1e-6, atol = 1e-6 } = options;
  if (inputs.some((x) => x.dtype === "float32"))
    throw new Error("checkGradient: inputs must be float64: got float32.");
  const variables = inputs.filter(isFloat);
  const projected = (...moving: Tensor[]): Tensor => {
    const given = inputs.map((x) => (isFloat(x) ? moving[variables.indexOf(x)]! : x));
    const results = [f(...given)].flat().filter(isFloat);
    if (results.length === 0) throw new Error("checkGradient: the function has no float result.");
    return project(results, "results");
  };
  const { tensors } = memory();
  if (order === 1) compare("gradient", projected, variables, { rtol, atol });
  else {
    const slope = (...moving: Tensor[]): Tensor => project(gradients(projected, moving), "gradients");
    compare("second-order gradient", slope, variables, { rtol, atol });
  }
  assert.equal(memory().tensors, tensors, "checkGradient: live tensors before and after");
}
