import { batches, type Examples } from "@cambium/data";
import type { Layer } from "@cambium/layers";
import { crossEntropy } from "@cambium/losses";
import { inference } from "@cambium/module";
import { argmax, max, scope, softmax, type Tensor } from "@cambium/tensor";
import { breathe } from "./breathe.ts";
import { type BatchResult, Mean } from "./history.ts";

/** Results of a model on a set of images. */
export interface Evaluation {
  readonly loss: number;
  readonly accuracy: number;
  /** Predicted class of each image. */
  readonly predictions: Int32Array;
  /** Probability of each predicted class. */
  readonly confidences: Float32Array;
}

/** Batch size. It can be large because no gradients are computed. */
const batchSize = 250;

/** Evaluates a model on images in inference mode. */
export async function evaluate(model: Layer, examples: Examples): Promise<Evaluation> {
  const predictions = new Int32Array(examples.length);
  const confidences = new Float32Array(examples.length);
  const mean = new Mean();
  for (const batch of batches(examples, { batchSize })) {
    const answers = answer(model, batch.x, batch.y);
    predictions.set(answers.predictions, mean.count);
    confidences.set(answers.confidences, mean.count);
    mean.add(answers);
    await breathe();
  }
  return { loss: mean.loss, accuracy: mean.accuracy, predictions, confidences };
}

/** Results for one batch. */
interface Answers extends BatchResult {
  readonly predictions: Int32Array;
  readonly confidences: Float32Array;
}

function answer(model: Layer, images: Tensor, labels: Tensor): Answers {
  return scope(() => {
    const logits = model.forward(images, inference);
    const predictions = argmax(logits, 1).dataSync() as Int32Array;
    const confidences = max(softmax(logits, 1), 1).dataSync() as Float32Array;
    const loss = crossEntropy(logits, labels).item();
    return { predictions, confidences, loss, right: countRight(predictions, labels), count: labels.size };
  });
}

/** Number of predictions that equal the label, or the class with the largest weight in soft targets. */
export function countRight(predictions: ArrayLike<number>, labels: Tensor): number {
  const classes = labels.shape.length === 1 ? labels : argmax(labels, 1);
  let right = 0;
  for (const [index, label] of classes.dataSync().entries()) if (predictions[index] === label) right++;
  return right;
}
