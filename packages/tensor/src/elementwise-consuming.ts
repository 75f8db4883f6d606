import type { DType, Kind } from "./dtype.ts";
import { commonShape, dtypeFor, type ElementwiseOp, runElementwise, viewsAt } from "./elementwise-op.ts";
import { commonBackend } from "./op.ts";
import { isRecorded } from "./recorder.ts";
import { type Shape, sameShape } from "./shape.ts";
import { Tensor } from "./tensor.ts";
import { isDense, type View } from "./view.ts";

/**
 * Prepares a program whose outputs may take over the memory of inputs. `consumed[k]` is the index of the input that
 * output k replaces: that input is disposed, and its memory is reused if nothing else uses it.
 *
 * @returns A function that takes over the inputs. If their memory is not reused, the outputs are already computed.
 */
export function prepareConsuming(
  op: ElementwiseOp,
  tensors: readonly Tensor[],
  scalars: readonly number[],
  consumed: readonly number[],
): () => readonly Tensor[] {
  const backend = commonBackend(op.name, tensors);
  const shape = commonShape(op.name, tensors);
  const reusable = consumed.every((input, k) => {
    if (consumed.indexOf(input) < k) return false;
    const dtype = dtypeFor(op.program.outputKinds[k] as Kind, tensors);
    return isReusable(tensors[input] as Tensor, shape, dtype);
  });
  if (!reusable || isRecorded()) {
    const outputs = runElementwise(op, tensors, scalars);
    return () => {
      for (const input of consumed) consume(tensors[input] as Tensor, op.name);
      return outputs;
    };
  }
  return () => {
    const replaced = consumed.map((input) => (tensors[input] as Tensor).view);
    backend.map(op.program, viewsAt(tensors, shape), scalars, replaced);
    return consumed.map((input, k) => {
      const output = new Tensor(replaced[k] as View, backend, op.name);
      consume(tensors[input] as Tensor, op.name);
      return output;
    });
  };
}

/** True if nothing else uses the memory of this tensor, and it fits a result of `shape` and `dtype`. */
function isReusable(tensor: Tensor, shape: Shape, dtype: DType): boolean {
  const { view, retained } = tensor;
  return (
    !retained &&
    view.storage.references === 1 &&
    view.dtype === dtype &&
    sameShape(view.shape, shape) &&
    isDense(view)
  );
}

/** Disposes an operand that a result replaces. */
function consume(operand: Tensor, op: string): void {
  operand.remedy = `${op} consumed it: use the result, or keep alias(x) before.`;
  operand.dispose();
}
