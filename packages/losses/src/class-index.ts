import {
  DTypeError,
  formatShape,
  gather,
  ShapeError,
  softmaxCrossEntropy,
  squeeze,
  type Tensor,
  unsqueeze,
} from "@cambium/tensor";
import { positionOf } from "./element-range.ts";
import { requireTensors } from "./require-tensors.ts";

/**
 * Checks that there is a class index for each sample and position of the input.
 *
 * @param input [N, C, …].
 * @param target [N, …], int32.
 * @throws {TypeError} If one of them is not a tensor.
 * @throws {ShapeError} If shapes do not fit.
 * @throws {DTypeError} If the target is not int32.
 */
export function requireClassIndices(loss: string, input: Tensor, target: Tensor): void {
  requireTensors(loss, input, target);
  if (target.dtype !== "int32") {
    throw new DTypeError(
      `${loss}: class indices must be int32: got ${target.dtype}. Cast them: cast(target, "int32").`,
    );
  }
  const wanted = formatShape(input.shape.toSpliced(1, 1));
  if (input.rank >= 2 && formatShape(target.shape) === wanted) return;
  throw new ShapeError(
    `${loss}: class indices must have the shape of the input without its classes: the input ${formatShape(input.shape)} ` +
      `is read as [N, classes, …], so they need ${wanted}: got ${formatShape(target.shape)}. Reshape one of them.`,
  );
}

/**
 * One element for each class index: y[n, …] = x[n, classes[n, …], …].
 *
 * @throws {RangeError} If a class does not exist, naming it.
 */
export function pickClass(loss: string, x: Tensor, classes: Tensor): Tensor {
  return inWordsOf(loss, x, classes, () => squeeze(gather(x, 1, unsqueeze(classes, 1)), 1));
}

/**
 * −log softmax of logits at each class index.
 *
 * @throws {RangeError} If a class does not exist, naming it.
 */
export function classLosses(loss: string, logits: Tensor, classes: Tensor): Tensor {
  return inWordsOf(loss, logits, classes, () => softmaxCrossEntropy(logits, classes));
}

function inWordsOf(loss: string, x: Tensor, classes: Tensor, compute: () => Tensor): Tensor {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) throw noSuchClass(loss, x, classes, error);
    throw error;
  }
}

/** Translates the kernel's error into the terms of a loss. */
function noSuchClass(loss: string, x: Tensor, classes: Tensor, cause: RangeError): RangeError {
  const indices = classes.dataSync();
  const count = x.shape[1]!;
  const place = indices.findIndex((index) => index < 0 || index >= count);
  return new RangeError(
    `${loss}: class index ${indices[place]} at position ${positionOf(place, classes.shape)} does not exist: the input ` +
      `${formatShape(x.shape)} has ${count} classes. Use indices from 0 to ${count - 1}.`,
    { cause },
  );
}
