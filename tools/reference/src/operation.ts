import type { Shape, Tensor } from "@cambium/tensor";

/** Types that cases are computed in. */
export type FloatType = "float32" | "float64";

/** Plain numbers with a shape: results that are no tensors, such as learning rates. */
export interface Numbers {
  /** Sizes of the dimensions. */
  readonly shape: Shape;
  /** The elements in row-major order. */
  readonly data: ArrayLike<number>;
}

/** Tensors by the names that they have in a case. */
export type NamedTensors = Readonly<Record<string, Tensor>>;

/** Result of an operation: `y` alone, or several results by name. */
export type Result = Tensor | Readonly<Record<string, Tensor | Numbers>>;

/** Names and values; a name that ends in `?` is of something that may be absent. */
type Named<Names extends string, Value> = {
  readonly [Name in Names as Name extends `${infer Plain}?` ? Plain : Name]: Name extends `${string}?`
    ? Value | undefined
    : Value;
};

/** Values of attributes: each op has its own types of them, which the format describes. */
// biome-ignore lint/suspicious/noExplicitAny: they come from JSON.
export type Attribute = any;

/** How one `op` of the cases is computed with Cambium. */
export interface Operation {
  /** Names of the inputs; undefined if they have any names. A name that ends in `?` may be absent from a case. */
  readonly inputs: readonly string[] | undefined;
  /** Names of the attributes, likewise. */
  readonly attributes: readonly string[];
  /** True if results go through many steps, whose rounding errors accumulate. */
  readonly isTrajectory: boolean;
  /** Computes the results; `dtype` is for what is made without an input. */
  readonly run: (
    inputs: NamedTensors,
    attributes: Readonly<Record<string, Attribute>>,
    dtype: FloatType,
  ) => Result;
}

/** Operations by the `op` that they are for. */
export type Operations = Readonly<Record<string, Operation>>;

/**
 * An operation with inputs and attributes of fixed names.
 *
 * @example
 * operation(["x", "weight", "bias?"], [], ({ x, weight, bias }) => linear(x, weight, { bias }));
 */
export function operation<Input extends string, Name extends string = never>(
  inputs: readonly Input[],
  attributes: readonly Name[],
  run: (inputs: Named<Input, Tensor>, attributes: Named<Name, Attribute>, dtype: FloatType) => Result,
): Operation {
  return { inputs, attributes, isTrajectory: false, run: run as Operation["run"] };
}

/** An operation whose inputs have any names. */
export function operationOnAll<Name extends string = never>(
  attributes: readonly Name[],
  run: (inputs: NamedTensors, attributes: Named<Name, Attribute>, dtype: FloatType) => Result,
): Operation {
  return { inputs: undefined, attributes, isTrajectory: false, run: run as Operation["run"] };
}

/** The same operation, with the tolerance of results that go through many steps. */
export function trajectory(operation: Operation): Operation {
  return { ...operation, isTrajectory: true };
}

/** A number as a result without dimensions. */
export function scalar(value: number): Numbers {
  return { shape: [], data: [value] };
}

/** Numbers as a result with one dimension. */
export function series(values: readonly number[]): Numbers {
  return { shape: [values.length], data: values };
}

/** The same keys with other values. */
export function mapValues<A, B>(
  record: Readonly<Record<string, A>>,
  convert: (value: A, name: string) => B,
): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, convert(value, name)]));
}
