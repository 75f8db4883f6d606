import { type Batch, batches, digits, type LabeledImages, type Loader } from "@cambium/data";
import { alias, Rng } from "@cambium/tensor";
import type { AugmentationName } from "../data/augmentations.ts";
import { trainingBatches } from "../data/training-batches.ts";
import { models } from "../models/models.ts";
import { TrainingStep } from "../training/step.ts";
import type { BenchmarkCase } from "./case.ts";

const BATCH = 64;
const STEPS = 20;

/** Training on augmented images, beside training on batches that lie ready: whether the network is fed fast enough. */
export function feedingCases(): BenchmarkCase[] {
  const images = digits({ count: 10 * STEPS * BATCH, rng: new Rng(1) });
  return [feeding(images, ["crop", "color"]), feeding(images, ["affine"])];
}

function feeding(images: LabeledImages, augment: readonly AugmentationName[]): BenchmarkCase {
  const rng = new Rng(2);
  const step = new TrainingStep(models.lenet5(images.shape, 10, rng), () => 1e-3, rng);
  const ready = readyBatches(images.first(STEPS * BATCH).normalize(images.statistics()));
  const loading = trainingBatches(images, { batch: BATCH, augment, workers: 1, rng });
  const endless = epochs(loading);
  return {
    name: `LeNet-5, ${STEPS} steps of ${BATCH} images, ${augment.join(" and ")}`,
    cambium: async () => {
      for (let i = 0; i < STEPS; i++) {
        const { x, y } = (await endless.next()).value;
        step.run(x, y);
      }
    },
    plain: () => {
      for (const { x, y } of ready) step.run(x, y);
    },
    close: async () => (await loading).close(),
  };
}

/** Batches that are kept. */
function readyBatches(images: LabeledImages): Pick<Batch, "x" | "y">[] {
  return Array.from(batches(images, { batchSize: BATCH }), ({ x, y }) => ({ x: alias(x), y: alias(y) }));
}

/** One epoch after another. */
async function* epochs(loading: Promise<Loader>): AsyncGenerator<Batch, never, undefined> {
  for (;;) yield* await loading;
}
