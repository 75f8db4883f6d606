/**
 * Tensors, ops, formulas, memory, recorders and random streams of `@cambium/tensor`.
 *
 * @module index
 */

export type { ArgReduceOp, Backend, FusedKernels, RandomKind, ReduceOp, Window2d } from "./backend.ts";
export {
  arange,
  type CreateOptions,
  eye,
  full,
  linspace,
  type NestedData,
  ones,
  onesLike,
  type TensorData,
  tensor,
  zeros,
  zerosLike,
} from "./create.ts";
export { defaultBackend, setDefaultBackend } from "./defaults.ts";
export {
  bytesPerElement,
  type DType,
  type Kind,
  promote,
  type TypedArray,
  type TypedArrayOf,
} from "./dtype.ts";
export {
  type Binary,
  type ElementwiseMany,
  elementwise,
  elementwiseMany,
  type Operands,
  type Ternary,
  type Unary,
} from "./elementwise.ts";
export type { Operand } from "./elementwise-variants.ts";
export { BackendError, DisposedError, DTypeError, ShapeError } from "./errors.ts";
export { isElementwise } from "./is-elementwise.ts";
export { type Memory, memory, resetPeakMemory } from "./memory.ts";
export { type FusedOp, type KernelOp, runOp, runOp1, runViewOp, type TensorSpec, type ViewOp } from "./op.ts";
export { conv2dOutputSize, type OutputSizeOptions } from "./ops/conv2d-output-size.ts";
export * from "./ops/index.ts";
export { normalRadius, philoxBlock, type RngKey, unitInterval } from "./philox.ts";
export type { RestOf, ResultOf, Select, Signatures } from "./pipe.ts";
export { evaluate, evaluateInt } from "./program/evaluate.ts";
export type {
  ArithmeticFunction,
  ComparisonFunction,
  Expression,
  FloatFunction,
  RoundingFunction,
  ScalarFunction,
  Source,
} from "./program/expression.ts";
export { type Instruction, Program } from "./program/program.ts";
export { type Argument, Scalars } from "./program/scalars.ts";
export {
  type Call,
  type Cotangents,
  emit,
  type Op,
  type Recorder,
  unrecorded,
  withRecorder,
} from "./recorder.ts";
export { Resource } from "./resource.ts";
export { Rng, type RngState } from "./rng.ts";
export {
  forEachTensor,
  keep,
  rejectPromise,
  release,
  scope,
} from "./scope.ts";
export { denseStrides, formatShape, type Shape, sameShape, sizeOf } from "./shape.ts";
export { Slot } from "./slot.ts";
export {
  type Stateful,
  type StateListener,
  touch,
  withStateListener,
  withStateRestored,
} from "./stateful.ts";
export { type NestedArray, Tensor } from "./tensor.ts";
export { toBackend } from "./transfer.ts";
export { isDense, Storage, type View } from "./view.ts";
export { isDifferentiable, vjpOfCall } from "./vjp-of-call.ts";
