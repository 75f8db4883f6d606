import { type DType, floatTypeOf, type Kind } from "./dtype.ts";
import { commonBackend, produce } from "./op.ts";
import type { Expression } from "./program/expression.ts";
import { Program } from "./program/program.ts";
import type { Scalars } from "./program/scalars.ts";
import { emit, isRecorded, type Op } from "./recorder.ts";
import { broadcastShapes, type Shape, sameShape } from "./shape.ts";
import type { Tensor } from "./tensor.ts";
import { expandView, type View } from "./view.ts";

/** A formula for operands of certain kinds: its program, and the expressions from which its gradient is derived. */
export class ElementwiseOp implements Op<readonly number[]> {
  readonly name: string;
  readonly program: Program;
  /** Vocabulary that made the expressions, and makes those of the gradient. */
  readonly scalars: Scalars;
  /** Expressions that stand for the inputs of the program, in order. */
  readonly inputs: readonly Expression[];
  readonly outputs: readonly Expression[];

  constructor(name: string, scalars: Scalars, inputs: readonly Expression[], outputs: readonly Expression[]) {
    this.name = name;
    this.scalars = scalars;
    this.inputs = inputs;
    this.outputs = outputs;
    this.program = new Program(outputs, inputs);
  }
}

/** Shape that all tensors broadcast to. */
export function commonShape(op: string, tensors: readonly Tensor[]): Shape {
  let { shape } = tensors[0] as Tensor;
  for (let i = 1; i < tensors.length; i++) shape = broadcastShapes(op, shape, (tensors[i] as Tensor).shape);
  return shape;
}

/** Views of the tensors, broadcast to `shape`. */
export function viewsAt(tensors: readonly Tensor[], shape: Shape): View[] {
  const views = new Array<View>(tensors.length);
  for (let i = 0; i < tensors.length; i++) {
    const { view } = tensors[i] as Tensor;
    views[i] = sameShape(view.shape, shape) ? view : expandView(view, shape);
  }
  return views;
}

/** Runs a program over tensors that broadcast, and tells the recorders. */
export function runElementwise(
  op: ElementwiseOp,
  tensors: readonly Tensor[],
  scalars: readonly number[],
): readonly Tensor[] {
  const backend = commonBackend(op.name, tensors);
  const shape = commonShape(op.name, tensors);
  const { program } = op;
  const specs = program.outputKinds.map((kind) => ({ shape, dtype: dtypeFor(kind, tensors) }));
  const outputs = produce(backend, specs, op.name, (views) =>
    backend.map(program, viewsAt(tensors, shape), scalars, views),
  );
  if (isRecorded()) emit({ op, inputs: tensors, attributes: scalars, outputs });
  return outputs;
}

export function dtypeFor(kind: Kind, tensors: readonly Tensor[]): DType {
  if (kind === "float") return floatTypeOf(tensors);
  return kind === "int" ? "int32" : "bool";
}
