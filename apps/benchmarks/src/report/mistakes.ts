import type { Evaluation } from "../training/evaluate.ts";

/** A misclassified image. */
export interface Mistake {
  /** Index of the image in the data set. */
  readonly index: number;
  readonly truth: number;
  readonly predicted: number;
  /** Probability of the predicted class. */
  readonly confidence: number;
}

/** Returns the misclassified images, in order of decreasing confidence. */
export function mistakes(labels: ArrayLike<number>, { predictions, confidences }: Evaluation): Mistake[] {
  return Array.from(predictions, (predicted, index) => ({
    index,
    truth: labels[index]!,
    predicted,
    confidence: confidences[index]!,
  }))
    .filter(({ truth, predicted }) => truth !== predicted)
    .sort((a, b) => b.confidence - a.confidence);
}
