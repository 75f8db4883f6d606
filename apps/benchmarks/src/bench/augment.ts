import {
  affine,
  brightness,
  compose,
  contrast,
  elastic,
  horizontalFlip,
  type Image,
  normalize,
  randomCrop,
  randomResizedCrop,
  type Transform,
} from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import type { BenchmarkCase } from "./case.ts";
import { plainCifarRecipe, plainElastic, plainResizedCrop } from "./plain-augment.ts";

const statistics = { mean: [0.4914, 0.4822, 0.4465], std: [0.247, 0.2435, 0.2616] };

function randomBatch(shape: readonly number[]): Image {
  const rng = new Rng(1);
  const count = shape.reduce((product, size) => product * size, 1);
  return { data: Uint8Array.from({ length: count }, () => rng.int(256)), shape };
}

function augmentation(
  name: string,
  shape: readonly number[],
  transform: Transform,
  plain: (batch: Image, random: () => number) => void,
): BenchmarkCase {
  const batch = randomBatch(shape);
  const rng = new Rng(2);
  const random = () => rng.uniform();
  return {
    name: `${name}, ${shape.join("×")}`,
    cambium: () => void transform(batch, rng),
    plain: () => plain(batch, random),
  };
}

/** Augmentation recipes, compared with one loop for each step. They do not use a backend. */
export function augmentCases(): BenchmarkCase[] {
  const cifarRecipe = compose(
    horizontalFlip(),
    randomCrop(32, { padding: 4 }),
    brightness(0.2),
    contrast(0.2),
    normalize(statistics),
  );
  const move = compose(
    affine(10, { translate: [0.1, 0.1], interpolation: "bilinear" }),
    elastic({ alpha: 30 }),
  );
  return [
    augmentation("CIFAR recipe", [128, 3, 32, 32], cifarRecipe, (batch, random) =>
      plainCifarRecipe(batch, random, statistics),
    ),
    augmentation("affine and elastic", [16, 1, 28, 28], move, plainElastic),
    augmentation("randomResizedCrop(224)", [1, 3, 256, 256], randomResizedCrop(224), plainResizedCrop),
  ];
}
