import type { Backend, CreateOptions, DType, RandomOptions, Rng, Shape, Tensor } from "@cambium/tensor";

/** Shape, type and backend of a parameter or buffer that is made without a value. */
interface Spec {
  /** Sizes of the dimensions. */
  readonly shape: Shape;
  /** Element type. Default: that of `initialize`, or else float32. */
  readonly dtype?: DType | undefined;
  /** Default: that of `initialize`, or else `defaultBackend()` when the value is made. */
  readonly backend?: Backend | undefined;
  /** Name in error messages before the model is known, such as "weight of Linear(2, 3)". */
  readonly label?: string | undefined;
}

/** A parameter by its shape and initializer. */
export interface ParamSpec extends Spec {
  /**
   * First value: a function that draws it, such as an initializer of `@cambium/init`, or a number for all elements. A
   * number needs no `rng` and is set at once.
   */
  readonly init: number | ((shape: Shape, options: RandomOptions) => Tensor);
  /** Source of random numbers, which advances. Default: none, `initialize` or `loadStateDict` sets the value later. */
  readonly rng?: Rng | undefined;
}

/** A buffer by its shape and first value. */
export interface BufferSpec extends Spec {
  /** First value, which is made at once: a number for all elements, or a function. */
  readonly init: number | ((shape: Shape, options: CreateOptions) => Tensor);
}

/** Options of layers with parameters. */
export interface ParamOptions extends CreateOptions {
  /** Source of the initial values, which advances. Default: none, `initialize(model, rng)` makes them later. */
  readonly rng?: Rng | undefined;
}
