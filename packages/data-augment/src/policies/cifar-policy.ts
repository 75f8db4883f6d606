import type { PolicyOp } from "./policy-ops.ts";

/** An op of a policy, with its probability and its magnitude in ninths. */
export interface PolicyStep {
  readonly name: PolicyOp;
  readonly p: number;
  readonly ninths: number;
}

/**
 * The 25 sub-policies for CIFAR-10, of two ops each: name, probability, and magnitude if the op has one.
 *
 * @see Cubuk et al.: AutoAugment (2018), table 7.
 */
export const cifarPolicy: readonly (readonly PolicyStep[])[] = [
  "Invert 0.1, Contrast 0.2 6",
  "Rotate 0.7 2, TranslateX 0.3 9",
  "Sharpness 0.8 1, Sharpness 0.9 3",
  "ShearY 0.5 8, TranslateY 0.7 9",
  "AutoContrast 0.5, Equalize 0.9",
  "ShearY 0.2 7, Posterize 0.3 7",
  "Color 0.4 3, Brightness 0.6 7",
  "Sharpness 0.3 9, Brightness 0.7 9",
  "Equalize 0.6, Equalize 0.5",
  "Contrast 0.6 7, Sharpness 0.6 5",
  "Color 0.7 7, TranslateX 0.5 8",
  "Equalize 0.3, AutoContrast 0.4",
  "TranslateY 0.4 3, Sharpness 0.2 6",
  "Brightness 0.9 6, Color 0.2 8",
  "Solarize 0.5 2, Invert 0.0",
  "Equalize 0.2, AutoContrast 0.6",
  "Equalize 0.2, Equalize 0.6",
  "Color 0.9 9, Equalize 0.6",
  "AutoContrast 0.8, Solarize 0.2 8",
  "Brightness 0.1 3, Color 0.7 0",
  "Solarize 0.4 5, AutoContrast 0.9",
  "TranslateY 0.9 9, TranslateY 0.7 9",
  "AutoContrast 0.9, Solarize 0.8 3",
  "Equalize 0.8, Invert 0.1",
  "TranslateY 0.7 9, AutoContrast 0.9",
].map((pair) => pair.split(", ").map(stepOf));

function stepOf(text: string): PolicyStep {
  const [name, p, ninths = "0"] = text.split(" ");
  return { name: name as PolicyOp, p: Number(p), ninths: Number(ninths) };
}
