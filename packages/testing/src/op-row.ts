import type { DType, Tensor } from "@cambium/tensor";
import type { Tolerance } from "./close.ts";
import type { InputSample } from "./samples.ts";

/** Runs an op on inputs that were made from samples. */
export type Run = (...inputs: Tensor[]) => Tensor | readonly Tensor[];

/** An elementwise op on one element of each input. */
export type Formula = (...elements: number[]) => number | boolean;

/** Inputs, and what to run on them. */
export interface Sample {
  /** How each argument of `run` is made. */
  readonly inputs: readonly InputSample[];
  /** Default: the row's. */
  readonly run?: Run;
  /** Whether the op has no derivative at these inputs, so that finite differences say nothing. Default: false. */
  readonly atKink?: boolean;
  /** The same on plain numbers. Default: the row's, unless the sample has its own `run`. */
  readonly formula?: Formula;
}

/** All that the tests of an op need to know: what to run, and on what. */
export interface OpRow {
  /** The public function, for example "matmul"; tests are called after it. */
  readonly name: string;
  /** One call of the op; an op with attributes has a sample for each choice of them. */
  readonly run: Run;
  /** How each argument of `run` is made. */
  readonly inputs: readonly InputSample[];
  /** More samples: other shapes, sizes of 0 and 1, other attributes. */
  readonly also?: readonly Sample[];
  /** Types that the inputs made by `floats` take in turn. Default: float32 and float64. */
  readonly dtypes?: readonly DType[];
  /** Default: true. If false, a float result must have a gradient of zeros. */
  readonly differentiable?: boolean;
  /** For an elementwise op, the same on plain numbers. Inputs of more shapes are then tried, too. */
  readonly formula?: Formula;
  /** Whether the inputs of an elementwise op may have any shapes that broadcast; otherwise all are equal. Default: true. */
  readonly broadcasts?: boolean;
  /** How far another backend's float32 may be from the reference backend's. Default: rtol 1e-5, atol 1e-5. */
  readonly tolerance?: Tolerance;
}

/** Types for ops on numbers: all but bool. */
export const numberTypes: readonly DType[] = ["float32", "float64", "int32"];
/** Types for ops that take any element. */
export const everyType: readonly DType[] = ["float32", "float64", "int32", "bool"];
