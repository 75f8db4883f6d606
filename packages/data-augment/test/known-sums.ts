import type { Image } from "@cambium/data-augment";

/** Hash of an image's shape and bytes (FNV-1a, 32 bits), without APIs that only some platforms have. */
export function sumOf({ data, shape }: Image): string {
  let sum = 0x811c9dc5;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  for (const byte of [...shape, ...bytes]) sum = Math.imul(sum ^ byte, 0x01000193);
  return (sum >>> 0).toString(16).padStart(8, "0");
}

/** Hash of the result of each transform in `every-transform.ts` for the same batch and seed, on every engine. */
export const knownSums: Readonly<Record<string, string>> = {
  affine: "0816f667",
  autoAugment: "8f7114a4",
  autocontrast: "e61f599e",
  brightness: "3e754771",
  centerCrop: "7c905270",
  colorJitter: "2206cecb",
  compose: "56ec3a57",
  contrast: "37cc5b20",
  cutout: "f5fbab8f",
  elastic: "6ca74408",
  equalize: "3fdd9420",
  gamma: "449abecb",
  gaussianBlur: "c2619d4a",
  gaussianNoise: "a7ed9142",
  grayscale: "f98ddf96",
  horizontalFlip: "034412af",
  hue: "be10ee79",
  invert: "a45d47a7",
  normalize: "249f525f",
  oneOf: "61e79f45",
  pad: "195a7a46",
  perspective: "4d71b20a",
  posterize: "5dca892f",
  randAugment: "ec2d84c1",
  randomCrop: "728d510b",
  randomErasing: "d32ef03e",
  randomResizedCrop: "5689f06d",
  resize: "436ec16b",
  rotate: "3c679903",
  saturation: "061285e1",
  sharpen: "4a4bba0c",
  solarize: "0aa0a125",
  toFloat: "4dd0a0f0",
  trivialAugment: "8bba494f",
  verticalFlip: "e4bb02af",
  withProbability: "a45d47a7",
};
