import type { Shape } from "@cambium/tensor";

/** A tensor in a file of cases. */
export interface CaseTensor {
  /** Sizes of the dimensions; their product is the length of `data`. */
  readonly shape: Shape;
  /** What marks indices and masks; absent for floats. */
  readonly dtype?: "int64" | "bool";
  /** The elements in row-major order; "NaN", "Infinity" and "-Infinity" are strings. */
  readonly data: readonly (number | string)[];
}

/** Tensors of a case, by the names that its op gives them. */
export type CaseTensors = Readonly<Record<string, CaseTensor>>;

/** What PyTorch computed: results, and the gradients of Σ upstream·outputs. */
export interface Case {
  /** Unique in its file. */
  readonly name: string;
  /** What to compute: a key of the table of operations. */
  readonly op: string;
  /** What beside tensors the op is given, under PyTorch's names. */
  readonly attrs: Readonly<Record<string, unknown>>;
  /** The tensors that the op is given. */
  readonly inputs: CaseTensors;
  /** What it must compute; `y` where there is one alone. */
  readonly outputs: CaseTensors;
  /** The cotangent of each output that is differentiated. */
  readonly upstream: CaseTensors;
  /** The gradient with respect to each input that has one; empty where nothing is differentiated. */
  readonly grads: CaseTensors;
}
