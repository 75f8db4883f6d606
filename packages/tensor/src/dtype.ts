import { inWords } from "./checks/in-words.ts";
import { DTypeError } from "./errors.ts";

/** Element types. `float64` exists on the reference backend only. */
export type DType = "float32" | "float64" | "int32" | "bool";

/** The typed array that holds each element type outside a backend; bool is one byte, 0 or 1. */
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

/** What an element type is to a scalar program: how wide a float is does not concern it. */
export type Kind = "float" | "int" | "bool";

/** Bytes an element takes. */
export const bytesPerElement: Readonly<Record<DType, number>> = { float32: 4, float64: 8, int32: 4, bool: 1 };

/**
 * Checks that there is an element type of this name.
 *
 * @throws {DTypeError} If not.
 */
export function requireDType(op: string, dtype: unknown): void {
  if (typeof dtype === "string" && Object.hasOwn(bytesPerElement, dtype)) return;
  const names = Object.keys(bytesPerElement).join(", ");
  throw new DTypeError(`${op}: there is no dtype ${inWords(dtype)}. Use one of ${names}.`);
}

/** The kind of each element type. */
export const kindOf: Readonly<Record<DType, Kind>> = {
  float32: "float",
  float64: "float",
  int32: "int",
  bool: "bool",
};

/** Promotion: the later of two types in this order holds both. bool and int32 with a float give that float. */
const promotionOrder: readonly DType[] = ["bool", "int32", "float32", "float64"];

/** The type that values of both types are brought to when they meet in an operation. */
export function promote(a: DType, b: DType): DType {
  return promotionOrder.indexOf(a) >= promotionOrder.indexOf(b) ? a : b;
}

/** The float type that a float result of these inputs has: the widest float among them, else float32. */
export function floatTypeOf(inputs: readonly { readonly dtype: DType }[]): DType {
  for (let i = 0; i < inputs.length; i++) if (inputs[i]?.dtype === "float64") return "float64";
  return "float32";
}

/**
 * A number as int32: truncated towards zero, limited to [−2³¹, 2³¹ − 1], and 0 for NaN. Every conversion of a float to
 * int32 gives this, on every backend.
 */
export function toInt32(x: number): number {
  if (x >= 0x7fffffff) return 0x7fffffff;
  return x <= -0x80000000 ? -0x80000000 : x | 0;
}

/** A number as an element of `dtype`: int32 by {@link toInt32}, bool by testing for ≠ 0 (NaN is true). */
export function toElement(x: number, dtype: DType): number {
  if (dtype === "int32") return toInt32(x);
  return dtype === "bool" ? Number(x !== 0) : x;
}

/** A typed array of `length` zeros for `dtype`. */
export function typedArray<D extends DType>(dtype: D, length: number): TypedArrayOf[D] {
  return new constructors[dtype](length) as TypedArrayOf[D];
}

/** The bytes of a tensor seen as its elements, without a copy. */
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
