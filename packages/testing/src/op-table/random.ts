import {
  type Backend,
  bernoulli,
  type DType,
  normal,
  type Rng,
  randomInt,
  type Shape,
  type Tensor,
  uniform,
} from "@cambium/tensor";
import type { Tolerance } from "../close.ts";

/** Row of an op that draws random elements, from the same bits on every backend. */
export interface RandomRow {
  /** Name of the public function, for example "uniform". */
  readonly name: string;
  /** Draws a tensor. `dtype` is float32 by default; draws of int32 or bool ignore it. */
  draw(shape: Shape, options: { rng: Rng; backend: Backend; dtype?: DType }): Tensor;
  /** Tolerance of another backend. Default: exact. */
  readonly tolerance?: Tolerance;
  /** Expectation of an element. */
  readonly mean: number;
  /** Standard deviation of an element. */
  readonly std: number;
}

/** Rows of the ops that draw. */
export const randomOps: readonly RandomRow[] = [
  { name: "uniform", draw: uniform, mean: 0.5, std: Math.sqrt(1 / 12) },
  {
    name: "uniform",
    draw: (shape, options) => uniform(shape, { ...options, low: -3, high: 1 }),
    tolerance: { rtol: 1e-6, atol: 1e-6 },
    mean: -1,
    std: 4 * Math.sqrt(1 / 12),
  },
  { name: "normal", draw: normal, tolerance: { rtol: 1e-6, atol: 1e-6 }, mean: 0, std: 1 },
  {
    name: "normal",
    draw: (shape, options) => normal(shape, { ...options, mean: 2, std: 0.5 }),
    tolerance: { rtol: 1e-6, atol: 1e-6 },
    mean: 2,
    std: 0.5,
  },
  {
    name: "bernoulli",
    draw: (shape, { rng, backend }) => bernoulli(shape, 0.3, { rng, backend }),
    mean: 0.3,
    std: Math.sqrt(0.21),
  },
  {
    name: "randomInt",
    draw: (shape, { rng, backend }) => randomInt(shape, -2, 4, { rng, backend }),
    mean: 0.5,
    std: Math.sqrt(35 / 12),
  },
];
