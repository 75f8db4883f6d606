import { inWords } from "./checks/in-words.ts";
import { DTypeError } from "./errors.ts";

/** Element types. `float64` exists on the reference backend only. */
export type DType = "float32" | "float64" | "int32" | "bool";

/** Typed array of each element type outside of backends. A bool is one byte, 0 or 1. */
export interface TypedArrayOf {
  /** IEEE 754 single precision. */
  float32: Float32Array<ArrayBuffer>;
  /** IEEE 754 double precision. */
  float64: Float64Array<ArrayBuffer>;
  /** Signed whole numbers in [−2^31, 2^31). */
  int32: Int32Array<ArrayBuffer>;
  /** 0 for false, 1 for true. */
  bool: Uint8Array<ArrayBuffer>;
}

/** Typed array from which a tensor's elements can be read; its buffer may be shared. */
export type TypedArray = Float32Array | Float64Array | Int32Array | Uint8Array;

/** Kind of an element type in scalar programs, which do not depend on the width of floats. */
export type Kind = "float" | "int" | "bool";

/** Size of an element in bytes. */
export const bytesPerElement: Readonly<Record<DType, number>> = { float32: 4, float64: 8, int32: 4, bool: 1 };

/**
 * Checks that an element type has this name.
 *
 * @throws {DTypeError} If none has.
 */
export function requireDType(op: string, dtype: unknown): void {
  if (typeof dtype === "string" && Object.hasOwn(bytesPerElement, dtype)) return;
  const names = Object.keys(bytesPerElement).join(", ");
  throw new DTypeError(`${op}: there is no dtype ${inWords(dtype)}. Use one of ${names}.`);
}

/** Kind of each element type. */
export const kindOf: Readonly<Record<DType, Kind>> = {
  float32: "float",
  float64: "float",
  int32: "int",
  bool: "bool",
};

/** Order of promotion: two types are promoted to the later one. bool or int32 with a float gives that float. */
const promotionOrder: readonly DType[] = ["bool", "int32", "float32", "float64"];

/** Type to which an op converts operands of both types. */
export function promote(a: DType, b: DType): DType {
  return promotionOrder.indexOf(a) >= promotionOrder.indexOf(b) ? a : b;
}

/** Type of a float result: the widest float among the inputs, or float32 if no input is a float. */
export function floatTypeOf(inputs: readonly { readonly dtype: DType }[]): DType {
  for (let i = 0; i < inputs.length; i++) if (inputs[i]?.dtype === "float64") return "float64";
  return "float32";
}

/**
 * Converts a number to int32: truncates toward zero and clamps to [−2³¹, 2³¹ − 1]; NaN becomes 0. All backends convert floats to
 * int32 in this way.
 */
export function toInt32(x: number): number {
  if (x >= 0x7fffffff) return 0x7fffffff;
  return x <= -0x80000000 ? -0x80000000 : x | 0;
}

/** Converts a number to an element of `dtype`: to int32 by {@link toInt32}, to bool by testing for ≠ 0 (NaN is true). */
export function toElement(x: number, dtype: DType): number {
  if (dtype === "int32") return toInt32(x);
  return dtype === "bool" ? Number(x !== 0) : x;
}

/** Returns a typed array of `length` zeros for `dtype`. */
export function typedArray<D extends DType>(dtype: D, length: number): TypedArrayOf[D] {
  return new constructors[dtype](length) as TypedArrayOf[D];
}

/** Returns the bytes of a tensor as an array of its elements, without a copy. */
export function viewBytes<D extends DType>(dtype: D, bytes: Uint8Array<ArrayBuffer>): TypedArrayOf[D] {
  const length = bytes.byteLength / bytesPerElement[dtype];
  return new constructors[dtype](bytes.buffer, bytes.byteOffset, length) as TypedArrayOf[D];
}

const constructors = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  bool: Uint8Array,
} as const;
