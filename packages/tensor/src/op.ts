import type { Backend, FusedKernels } from "./backend.ts";
import { bytesPerElement, type DType } from "./dtype.ts";
import { BackendError, DTypeError } from "./errors.ts";
import { allocate } from "./memory.ts";
import { emit, isRecorded, type Op, unrecorded } from "./recorder.ts";
import { scope } from "./scope.ts";
import { type Shape, sizeOf } from "./shape.ts";
import { Tensor } from "./tensor.ts";
import { denseView, type View } from "./view.ts";

/** Shape and element type of a result, before it is computed. */
export interface TensorSpec {
  /** Sizes of the dimensions, after broadcasting. */
  readonly shape: Shape;
  /** Element type, after promotion. */
  readonly dtype: DType;
}

/** Op that computes new tensors: its shape rule, its kernel call and its gradient. */
export interface KernelOp<Attributes = undefined> extends Op<Attributes> {
  /** Returns the shapes and types of the outputs. The public function has already checked inputs and attributes. */
  infer(inputs: readonly Tensor[], attributes: Attributes): readonly TensorSpec[];
  /** Calls the backend. Outputs are dense and contain arbitrary bytes at first. */
  kernel(backend: Backend, inputs: readonly View[], attributes: Attributes, outputs: readonly View[]): void;
}

/** Op that a backend may run as one kernel and that is otherwise composed of ordinary ops. */
export interface FusedOp<Attributes = undefined> extends KernelOp<Attributes> {
  /** Name of the optional kernel that `kernel` calls. */
  readonly fused: keyof FusedKernels;
  /** Computes the same from ordinary ops, for backends without the kernel. */
  compose(inputs: readonly Tensor[], attributes: Attributes): readonly Tensor[];
}

/** Op whose result is another view of the memory of its single input. */
export interface ViewOp<Attributes = undefined> extends Op<Attributes> {
  /** Returns the view of the result, on the same storage. The public function has already checked the attributes. */
  view(input: View, attributes: Attributes): View;
}

/**
 * Returns the backend of all inputs and checks that each input can be used.
 *
 * @throws {BackendError} If inputs are on different backends.
 * @throws {DisposedError} If an input was disposed.
 */
export function commonBackend(op: string, inputs: readonly Tensor[]): Backend {
  const { backend } = inputs[0] as Tensor;
  for (let i = 0; i < inputs.length; i++) {
    const input = inputs[i] as Tensor;
    input.assertUsable(op);
    if (input.backend !== backend) {
      throw new BackendError(
        `${op}: tensors live on different backends: ${backend.name} and ${input.backend.name}. ` +
          "Move one of them: await toBackend(x, backend).",
      );
    }
  }
  return backend;
}

/**
 * Returns a new tensor with arbitrary content.
 *
 * @throws {DTypeError} If the backend has no such element type.
 */
function allocateTensor(backend: Backend, { shape, dtype }: TensorSpec, origin: string): Tensor {
  if (!backend.dtypes.has(dtype)) {
    const types = [...backend.dtypes].join(", ");
    throw new DTypeError(`${origin}: backend ${backend.name} has no ${dtype}, only ${types}. Cast it.`);
  }
  const storage = allocate(backend, sizeOf(shape) * bytesPerElement[dtype]);
  return new Tensor(denseView(storage, shape, dtype), backend, origin);
}

/** Returns new tensors that `compute` fills. If memory runs out or `compute` fails, it frees them all. */
export function produce(
  backend: Backend,
  specs: readonly TensorSpec[],
  origin: string,
  compute: (outputs: readonly View[]) => void,
): readonly Tensor[] {
  const outputs: Tensor[] = [];
  try {
    for (const spec of specs) outputs.push(allocateTensor(backend, spec, origin));
    compute(viewsOf(outputs));
  } catch (error) {
    for (const output of outputs) output.dispose();
    throw error;
  }
  return outputs;
}

/** Runs an op and tells the recorders. */
export function runOp<A>(
  op: KernelOp<A> | FusedOp<A>,
  inputs: readonly Tensor[],
  attributes: A,
): readonly Tensor[] {
  const backend = commonBackend(op.name, inputs);
  const outputs =
    "compose" in op && backend.fused?.[op.fused] === undefined
      ? unrecorded(() => scope(() => op.compose(inputs, attributes)))
      : runKernel(op, backend, inputs, attributes);
  if (isRecorded()) emit({ op, inputs, attributes, outputs });
  return outputs;
}

/** Runs an op with one output. */
export function runOp1<A>(op: KernelOp<A> | FusedOp<A>, inputs: readonly Tensor[], attributes: A): Tensor {
  return runOp(op, inputs, attributes)[0] as Tensor;
}

function runKernel<A>(
  op: KernelOp<A>,
  backend: Backend,
  inputs: readonly Tensor[],
  attributes: A,
): readonly Tensor[] {
  return produce(backend, op.infer(inputs, attributes), op.name, (outputs) =>
    op.kernel(backend, viewsOf(inputs), attributes, outputs),
  );
}

/** Views of tensors. */
function viewsOf(tensors: readonly Tensor[]): View[] {
  const views = new Array<View>(tensors.length);
  for (let i = 0; i < tensors.length; i++) views[i] = (tensors[i] as Tensor).view;
  return views;
}

/** Makes a view of the input's memory and tells the recorders. */
export function runViewOp<A>(op: ViewOp<A>, input: Tensor, attributes: A): Tensor {
  input.assertUsable(op.name);
  const output = new Tensor(op.view(input.view, attributes), input.backend, op.name);
  if (isRecorded()) emit({ op, inputs: [input], attributes, outputs: [output] });
  return output;
}
