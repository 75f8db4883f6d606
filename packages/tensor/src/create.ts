import type { Backend } from "./backend.ts";
import { checkNames } from "./checks/check-names.ts";
import { createNames } from "./checks/create-names.ts";
import { inWords } from "./checks/in-words.ts";
import { requireBackend } from "./checks/require-backend.ts";
import { requireTensor } from "./checks/require-tensor.ts";
import { defaultBackend } from "./defaults.ts";
import {
  type DType,
  type Kind,
  kindOf,
  requireDType,
  type TypedArray,
  toElement,
  typedArray,
} from "./dtype.ts";
import { DTypeError, ShapeError } from "./errors.ts";
import { produce } from "./op.ts";
import { Program } from "./program/program.ts";
import { Scalars } from "./program/scalars.ts";
import { checkShape, formatShape, type Shape, sizeOf } from "./shape.ts";
import type { Tensor } from "./tensor.ts";
import type { View } from "./view.ts";

/** Element type and backend of a new tensor. */
export interface CreateOptions {
  /** Element type. Default: float32, or the type that follows from the data passed (a typed array, booleans). */
  readonly dtype?: DType;
  /** Default: {@link defaultBackend}. */
  readonly backend?: Backend;
}

/** Nested arrays of numbers or booleans, as deep as the tensor has dimensions. */
export type NestedData = number | boolean | readonly NestedData[];

/** Data for new tensors. */
export type TensorData = TypedArray | Uint8ClampedArray | Int8Array | Int16Array | Uint16Array | NestedData;

/**
 * Checks the options of a function that makes tensors.
 *
 * @throws {TypeError} If they are not an object, there is an unknown one, or `backend` is not a backend.
 * @throws {DTypeError} If there is no such dtype.
 */
function checkCreate(op: string, options: CreateOptions, known: readonly string[] = createNames): void {
  checkNames(op, options, known);
  checkTarget(op, options);
}

/** Checks the dtype and backend among options, if they are named. */
export function checkTarget(op: string, { dtype, backend }: CreateOptions): void {
  if (dtype !== undefined) requireDType(op, dtype);
  if (backend !== undefined) requireBackend(op, backend);
}

/** Copies elements into a new tensor. Internal: `data` has as many elements as `shape`, in the typed array of `dtype`. */
export function fromTypedArray(
  data: TypedArray,
  shape: Shape,
  dtype: DType,
  backend: Backend,
  origin: string,
): Tensor {
  const write = ([view]: readonly View[]): void => backend.write(view!.storage, data, 0);
  return produce(backend, [{ shape, dtype }], origin, write)[0]!;
}

function dtypeOfArray(data: ArrayLike<unknown>): DType {
  if (data instanceof Float64Array) return "float64";
  return data instanceof Float32Array ? "float32" : "int32";
}

/** Shape of nested arrays, taken from the first element at each depth. */
function shapeOfNested(data: NestedData): number[] {
  const shape: number[] = [];
  for (let level: NestedData | undefined = data; Array.isArray(level); level = level[0])
    shape.push(level.length);
  return shape;
}

function ragged(shape: Shape, depth: number, found: string): ShapeError {
  return new ShapeError(
    `tensor: nested arrays are ragged: expected ${depth < shape.length ? `${shape[depth]} elements` : "a number"} ` +
      `at depth ${depth} of shape ${formatShape(shape)}, found ${found}. Give every row the same length.`,
  );
}

/** Writes nested arrays into `out` in row-major order and checks that they are not ragged. */
function flattenInto(data: NestedData, shape: Shape, depth: number, out: (number | boolean)[]): void {
  if (!Array.isArray(data)) {
    if (depth !== shape.length) throw ragged(shape, depth, String(data));
    if (typeof data !== "number" && typeof data !== "boolean") throw notANumber(data);
    out.push(data);
    return;
  }
  if (depth === shape.length || data.length !== shape[depth])
    throw ragged(shape, depth, `${data.length} elements`);
  for (const child of data) flattenInto(child, shape, depth + 1, out);
}

function notANumber(data: unknown): DTypeError {
  return new DTypeError(
    `tensor: elements must be numbers or booleans: found ${inWords(data)}.${data instanceof Promise ? " Await it." : ""}`,
  );
}

/**
 * Makes a tensor from a number, nested arrays of numbers or booleans, or a typed array. It copies the values. A typed array is
 * one-dimensional unless `shape` is passed.
 *
 * @param data The values. They determine the dtype unless `dtype` is passed: Float64Array gives float64, Float32Array
 *   float32, and integer arrays of any width int32. Booleans give bool, other numbers float32. For a Uint8Array that
 *   was read from a bool tensor, pass `dtype: "bool"`.
 * @param options `shape`, sizes whose product is the number of values; `dtype` and `backend`.
 * @throws {ShapeError} If arrays are ragged or the shape does not fit.
 * @throws {DTypeError} If a value is neither a number nor a boolean, or the backend lacks the dtype.
 * @throws {TypeError} If an option does not exist or `backend` is not a backend.
 * @example
 * tensor([[1, 2], [3, 4]]);
 * tensor(new Float32Array(6), { shape: [2, 3] });
 */
export function tensor(data: TensorData, options: CreateOptions & { readonly shape?: Shape } = {}): Tensor {
  checkCreate("tensor", options, ["shape", "dtype", "backend"]);
  const backend = options.backend ?? defaultBackend();
  if (ArrayBuffer.isView(data)) {
    const dtype = options.dtype ?? dtypeOfArray(data);
    const shape = fittingShape(options.shape ?? [data.length], data.length);
    return fromTypedArray(converted(data, dtype), shape, dtype, backend, "tensor");
  }
  const nestedShape = shapeOfNested(data);
  const values: (number | boolean)[] = [];
  flattenInto(data, nestedShape, 0, values);
  const dtype = options.dtype ?? (typeof values[0] === "boolean" ? "bool" : "float32");
  const shape = fittingShape(options.shape ?? nestedShape, values.length);
  return fromTypedArray(converted(values, dtype), shape, dtype, backend, "tensor");
}

function fittingShape(shape: Shape, count: number): Shape {
  checkShape("tensor", shape);
  if (sizeOf(shape) === count) return [...shape];
  throw new ShapeError(
    `tensor: shape ${formatShape(shape)} has ${sizeOf(shape)} elements but ${count} were given. Change one of them.`,
  );
}

/** Values as the typed array of `dtype`; the same array if it already has that type. */
function converted(values: ArrayLike<number | boolean>, dtype: DType): TypedArray {
  if (dtype !== "bool" && values.constructor === typedArray(dtype, 0).constructor)
    return values as unknown as TypedArray;
  const array = typedArray(dtype, values.length);
  for (let i = 0; i < values.length; i++) array[i] = toElement(Number(values[i]), dtype);
  return array;
}

/** Programs that store a runtime scalar in every element, by the kind of the result. */
const filling = new Map<Kind, Program>();

function fillingProgram(kind: Kind): Program {
  let program = filling.get(kind);
  if (!program) {
    const s = new Scalars();
    program = new Program([s.cast(s.runtimeScalar(kind === "int" ? "int" : "float"), kind)], []);
    filling.set(kind, program);
  }
  return program;
}

/** Stores `value` in every element of a dense view. Internal. */
export function fill(backend: Backend, view: View, value: number): void {
  const kind = kindOf[view.dtype];
  backend.map(fillingProgram(kind), [], [toElement(value, view.dtype)], [view]);
}

/** Tensor full of `value`, for the function `op`. */
function filled(op: string, shape: Shape, value: number, options: CreateOptions = {}): Tensor {
  checkShape(op, shape);
  // Layers pass an rng to every initializer, and these functions are initializers that need none.
  checkCreate(op, options, [...createNames, "rng"]);
  const { dtype = "float32", backend = defaultBackend() } = options;
  const compute = ([view]: readonly View[]): void => fill(backend, view!, value);
  return produce(backend, [{ shape: [...shape], dtype }], op, compute)[0]!;
}

function filledLike(op: string, x: Tensor, value: number): Tensor {
  requireTensor(op, x);
  return filled(op, x.shape, value, { dtype: x.dtype, backend: x.backend });
}

/**
 * Returns a tensor full of `value`.
 *
 * @throws {TypeError} If `value` is not a number.
 */
export function full(shape: Shape, value: number, options?: CreateOptions): Tensor {
  if (typeof value !== "number") {
    throw new TypeError(`full: the value must be a number: got ${inWords(value)}. Write full(shape, 0).`);
  }
  return filled("full", shape, value, options);
}

/** Returns a tensor of zeros. */
export function zeros(shape: Shape, options?: CreateOptions): Tensor {
  return filled("zeros", shape, 0, options);
}

/** Returns a tensor of ones. */
export function ones(shape: Shape, options?: CreateOptions): Tensor {
  return filled("ones", shape, 1, options);
}

/** Returns a tensor of zeros with the shape, dtype and backend of `x`. */
export function zerosLike(x: Tensor): Tensor {
  return filledLike("zerosLike", x, 0);
}

/** Returns a tensor of ones with the shape, dtype and backend of `x`. */
export function onesLike(x: Tensor): Tensor {
  return filledLike("onesLike", x, 1);
}

/**
 * Returns the numbers start, start + step, … below `stop` (above it if the step is negative), shape [⌈(stop − start)/step⌉].
 *
 * @param options `step`, default 1. `dtype`, default int32 if all three numbers are whole and int32 can represent the results,
 *   otherwise float32.
 * @throws {RangeError} If `step` is 0 or a number is not finite.
 */
export function arange(
  start: number,
  stop: number,
  options: CreateOptions & { readonly step?: number } = {},
): Tensor {
  checkCreate("arange", options, ["step", "dtype", "backend"]);
  const { step = 1 } = options;
  if (step === 0 || !Number.isFinite((stop - start) / step)) {
    throw new RangeError(
      `arange: start, stop and step must be finite and step not 0: got ${inWords(start)}, ${inWords(stop)}, ${inWords(step)}.`,
    );
  }
  const count = Math.max(0, Math.ceil((stop - start) / step));
  const ends = [start, start + Math.max(0, count - 1) * step];
  const whole = [stop, step].every(Number.isInteger) && ends.every((end) => end === (end | 0));
  const dtype = options.dtype ?? (whole ? "int32" : "float32");
  const data = typedArray(dtype, count);
  for (let i = 0; i < data.length; i++) data[i] = toElement(start + i * step, dtype);
  return fromTypedArray(data, [data.length], dtype, options.backend ?? defaultBackend(), "arange");
}

/**
 * Returns `count` evenly spaced numbers from `start` to `stop`, both included.
 *
 * @throws {RangeError} If `count` is not a whole number of at least 1.
 */
export function linspace(start: number, stop: number, count: number, options: CreateOptions = {}): Tensor {
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new RangeError(`linspace: count must be a whole number of at least 1: got ${inWords(count)}.`);
  }
  checkCreate("linspace", options);
  const dtype = options.dtype ?? "float32";
  const data = typedArray(dtype, count);
  const steps = Math.max(1, count - 1);
  for (let i = 0; i < count; i++) data[i] = toElement(start + ((stop - start) * i) / steps, dtype);
  return fromTypedArray(data, [count], dtype, options.backend ?? defaultBackend(), "linspace");
}

/** Returns the n × m matrix with ones on its diagonal. Default of m: n. */
export function eye(n: number, m: number = n, options: CreateOptions = {}): Tensor {
  checkShape("eye", [n, m]);
  checkCreate("eye", options);
  const dtype = options.dtype ?? "float32";
  const data = typedArray(dtype, n * m);
  for (let i = 0; i < Math.min(n, m); i++) data[i * m + i] = 1;
  return fromTypedArray(data, [n, m], dtype, options.backend ?? defaultBackend(), "eye");
}
