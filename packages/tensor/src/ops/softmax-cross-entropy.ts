import { requireTensor } from "../checks/require-tensor.ts";
import { DTypeError, ShapeError } from "../errors.ts";
import { type FusedOp, runOp1 } from "../op.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { mul, neg, sub } from "./arithmetic.ts";
import { gather, scatterAdd } from "./gather.ts";
import { requireFloat } from "./require-float.ts";
import { logSoftmax, softmax } from "./softmax.ts";
import { sum } from "./sum.ts";
import { squeeze, unsqueeze } from "./view-ops.ts";

/** Classes are the second dimension. */
const CLASSES = 1;

const crossEntropyOp: FusedOp = {
  name: "softmaxCrossEntropy",
  fused: "crossEntropy",
  infer: ([logits, classes]) => [{ shape: classes!.shape, dtype: logits!.dtype }],
  kernel: (backend, [logits, classes], _, [losses]) =>
    backend.fused!.crossEntropy!(logits!, classes!, losses!),
  compose: ([logits, classes]) => {
    const picked = gather(logSoftmax(logits!, CLASSES), CLASSES, unsqueeze(classes!, CLASSES));
    return [neg(squeeze(picked, CLASSES))];
  },
  vjp: ({ inputs: [logits, classes] }, [g]) => [
    g && runOp1(crossEntropyGradientOp, [logits!, classes!, g], undefined),
  ],
};

/** dlogits = (softmax(logits) − (1 at the class))·dy. */
const crossEntropyGradientOp: FusedOp = {
  name: "softmaxCrossEntropyGradient",
  fused: "crossEntropyGradient",
  infer: ([logits]) => [{ shape: logits!.shape, dtype: logits!.dtype }],
  kernel: (backend, [logits, classes, dy], _, [dlogits]) =>
    backend.fused!.crossEntropyGradient!(logits!, classes!, dy!, dlogits!),
  compose: ([logits, classes, dy]) => {
    const each = unsqueeze(dy!, CLASSES);
    const spread = mul(softmax(logits!, CLASSES), each);
    return [scatterAdd(spread, CLASSES, unsqueeze(classes!, CLASSES), neg(each))];
  },
  vjp: ({ inputs: [logits, classes, dy] }, [g], [needsLogits, , needsDy]) => {
    if (!g) return [];
    const probabilities = softmax(logits!, CLASSES);
    const expected = sum(mul(probabilities, g), CLASSES, { keepDim: true });
    const ofLogits = (): Tensor => mul(mul(probabilities, sub(g, expected)), unsqueeze(dy!, CLASSES));
    const ofDy = (): Tensor =>
      squeeze(sub(expected, gather(g, CLASSES, unsqueeze(classes!, CLASSES))), CLASSES);
    return [needsLogits ? ofLogits() : undefined, undefined, needsDy ? ofDy() : undefined];
  },
};

/**
 * Cross-entropy between logits and class indices, one number for each sample and position. It combines the log softmax
 * and the selection of the class in one op. The loss `crossEntropy` of `@cambium/losses` adds weights, label smoothing
 * and reduction.
 *
 * losses[n, …] = log Σ_c e^logits[n, c, …] − logits[n, classes[n, …], …]
 *
 * @param logits Unnormalized scores, [N, C, …].
 * @param classes Indices in [0, C), int32, [N, …].
 * @throws {ShapeError} If the shapes do not fit.
 * @throws {DTypeError} If the logits are not floats or the classes not int32.
 * @throws {RangeError} If an index is outside of [0, C).
 */
export function softmaxCrossEntropy(logits: Tensor, classes: Tensor): Tensor {
  requireFloat("softmaxCrossEntropy", logits);
  requireTensor("softmaxCrossEntropy", classes, "classes");
  if (classes.dtype !== "int32") {
    throw new DTypeError(
      `softmaxCrossEntropy: classes must be int32: got ${classes.dtype}. Cast them: cast(classes, "int32").`,
    );
  }
  const wanted = formatShape(logits.shape.toSpliced(CLASSES, 1));
  if (logits.rank < 2 || formatShape(classes.shape) !== wanted) {
    throw new ShapeError(
      `softmaxCrossEntropy: classes must have the shape of logits ${formatShape(logits.shape)} without the second size, ` +
        `${wanted}: got ${formatShape(classes.shape)}. Reshape one of them.`,
    );
  }
  return runOp1(crossEntropyOp, [logits, classes], undefined);
}
