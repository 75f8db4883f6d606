import type { Evaluation } from "../training/evaluate.ts";

/** An image that was taken for something else. */
export interface Mistake {
  /** Which image of the set. */
  readonly index: number;
  readonly truth: number;
  readonly predicted: number;
  /** The probability that the network gave its answer. */
  readonly confidence: number;
}

/** The wrong answers, those given with most confidence first. */
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
