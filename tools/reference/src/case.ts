import type { Shape } from "@cambium/tensor";

/** A tensor in a file of cases. */
export interface CaseTensor {
  /** Sizes of the dimensions; their product is the length of `data`. */
  readonly shape: Shape;
  /** Type of indices and masks; absent for floats. */
  readonly dtype?: "int64" | "bool";
  /** The elements in row-major order; "NaN", "Infinity" and "-Infinity" are strings. */
  readonly data: readonly (number | string)[];
}

/** Tensors of a case, by the names that its op gives them. */
export type CaseTensors = Readonly<Record<string, CaseTensor>>;

/** Values that PyTorch computed: results, and the gradients of Σ upstream·outputs. */
export interface Case {
  /** Unique in its file. */
  readonly name: string;
  /** Key of the table of operations. */
  readonly op: string;
  /** Arguments other than tensors, under PyTorch's names. */
  readonly attrs: Readonly<Record<string, unknown>>;
  /** Input tensors of the op. */
  readonly inputs: CaseTensors;
  /** Expected results; `y` if there is only one. */
  readonly outputs: CaseTensors;
  /** The cotangent of each output that is differentiated. */
  readonly upstream: CaseTensors;
  /** The gradient with respect to each input that has one; empty where nothing is differentiated. */
  readonly grads: CaseTensors;
}
