import type { DType, Tensor } from "@cambium/tensor";
import type { Tolerance } from "./close.ts";
import type { InputSample } from "./samples.ts";

/** Runs an op on inputs made from samples. */
export type Run = (...inputs: Tensor[]) => Tensor | readonly Tensor[];

/** An elementwise op on one element of each input. */
export type Formula = (...elements: number[]) => number | boolean;

/** Inputs, and the call to run on them. */
export interface Sample {
  /** Samples of each argument of `run`. */
  readonly inputs: readonly InputSample[];
  /** The call. Default: the row's. */
  readonly run?: Run;
  /** True if the op has no derivative at these inputs, so that finite differences are meaningless. Default: false. */
  readonly atKink?: boolean;
  /** The same on plain numbers. Default: the row's, unless the sample has its own `run`. */
  readonly formula?: Formula;
}

/** Row of an op: everything that its tests need. */
export interface OpRow {
  /** Name of the public function, for example "matmul", which is the title of the tests. */
  readonly name: string;
  /** Calls the op; an op with attributes has a sample for each choice of them. */
  readonly run: Run;
  /** Samples of each argument of `run`. */
  readonly inputs: readonly InputSample[];
  /** More samples: other shapes, sizes of 0 and 1, other attributes. */
  readonly also?: readonly Sample[];
  /** Types that the inputs made by `floats` take in turn. Default: float32 and float64. */
  readonly dtypes?: readonly DType[];
  /** False for an op whose float results must have gradients of 0. Default: true. */
  readonly differentiable?: boolean;
  /** The same on plain numbers, for an elementwise op, which is then also tested with other shapes. */
  readonly formula?: Formula;
  /** False if the inputs of an elementwise op must have equal shapes instead of any that broadcast. Default: true. */
  readonly broadcasts?: boolean;
  /** Tolerance of another backend's float32 results. Default: rtol 1e-5, atol 1e-5. */
  readonly tolerance?: Tolerance;
}

/** Types for ops on numbers: all but bool. */
export const numberTypes: readonly DType[] = ["float32", "float64", "int32"];
/** Types for ops that take any element. */
export const everyType: readonly DType[] = ["float32", "float64", "int32", "bool"];
