import { type DType, formatShape, Tensor, type TypedArray } from "@cambium/tensor";
import type { ModelSlot } from "./model-slot.ts";
import type { SavedTensor } from "./saved-tensors.ts";

/** An object with data and shape, such as an array of a `.npz` file; `dtype` is read from the data. */
export interface LoadableTensor {
  /** Sizes of the dimensions; their product is the length of `data`. */
  readonly shape: readonly number[];
  /** Elements in row-major order. */
  readonly data: ArrayLike<number | bigint | boolean>;
  /** Ignored: the type of the data counts. */
  readonly dtype?: DType;
}

const arrays = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  bool: Uint8Array,
} satisfies Readonly<Record<DType, unknown>>;

/**
 * A saved value in the type of the parameter or buffer that it is for.
 *
 * Floats are rounded to another float type, as PyTorch does. Any other conversion must keep every element.
 *
 * @returns The value, or a sentence that says why it cannot be loaded.
 */
export function convertSaved(name: string, saved: unknown, slot: ModelSlot): SavedTensor | string {
  const trouble = troubleWith(name, saved, slot);
  if (trouble !== undefined) return trouble;
  const { shape, data } = saved as LoadableTensor;
  const { dtype } = slot;
  if (data instanceof arrays[dtype]) return { shape, dtype, data: data as TypedArray };
  const numbers = Array.from(data as ArrayLike<unknown>, Number);
  const converted: TypedArray = arrays[dtype].from(numbers);
  if (isFloat(dtype) && holdsFloats(data)) return { shape, dtype, data: converted };
  const lost = numbers.findIndex((number, i) => number !== converted[i]);
  if (lost === -1) return { shape, dtype, data: converted };
  return `${name} is ${dtype} here, which does not hold the element ${data[lost]} of the state exactly`;
}

/** Reason why a value is not data with a shape; undefined if it is. */
function troubleWith(name: string, saved: unknown, { shape: wanted }: ModelSlot): string | undefined {
  const example = `{ shape: ${formatShape(wanted)}, data }`;
  if (saved instanceof Tensor) return `${name} is a tensor: pass what await stateDict(model) returned`;
  if (ArrayBuffer.isView(saved) || Array.isArray(saved)) {
    const kind = (saved as object).constructor.name;
    return `${name} is a bare ${kind} without a shape: pass ${example}`;
  }
  const { shape, data } = (saved ?? {}) as Partial<LoadableTensor>;
  if (!Array.isArray(shape)) return `${name} has no shape: pass ${example}`;
  if (typeof data !== "object" || data === null || data.length === undefined) {
    return `${name} has no elements: JSON does not keep typed arrays, store Array.from(data)`;
  }
  const odd = Array.isArray(data) ? data.find((each) => !isElement(each)) : undefined;
  return odd === undefined ? undefined : `${name} holds ${odd}: its elements must be numbers`;
}

function isElement(value: unknown): boolean {
  return typeof value === "number" || typeof value === "boolean";
}

function isFloat(dtype: DType): boolean {
  return dtype === "float32" || dtype === "float64";
}

/** True for arrays of floats and plain arrays of numbers; integers and booleans have other types. */
function holdsFloats(data: ArrayLike<unknown>): boolean {
  return Array.isArray(data) || /^Float/.test(data.constructor.name);
}
