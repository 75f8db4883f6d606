import { type Batch, batches, digits, type LabeledImages, type Loader } from "@cambium/data";
import { initialize } from "@cambium/module";
import { alias, Rng } from "@cambium/tensor";
import type { AugmentationName } from "../data/augmentations.ts";
import { trainingBatches } from "../data/training-batches.ts";
import { disposeModel } from "../models/dispose-model.ts";
import { models } from "../models/models.ts";
import { TrainingStep } from "../training/step.ts";
import type { BenchmarkCase } from "./case.ts";

const batch = 32;
/** Number of training steps in one call. */
const steps = 4;

/** Training on augmented images, compared with batches in memory: shows if the loader keeps up with the network. */
export function feedingCases(): BenchmarkCase[] {
  const images = digits({ count: 10 * steps * batch, rng: new Rng(1) });
  return [feeding(images, ["crop", "color"]), feeding(images, ["affine"])];
}

function feeding(images: LabeledImages, augment: readonly AugmentationName[]): BenchmarkCase {
  const rng = new Rng(2);
  const model = initialize(models.lenet5(images.shape, 10), rng);
  const step = new TrainingStep(model, () => 1e-3, rng);
  const ready = readyBatches(images.first(steps * batch).normalize(images.statistics()));
  const loading = trainingBatches(images, { batch, augment, workers: 1, rng });
  const endless = epochs(loading);
  return {
    name: `LeNet-5, ${steps} steps of ${batch} images, ${augment.join(" and ")}`,
    cambium: async () => {
      for (let i = 0; i < steps; i++) {
        const { x, y } = (await endless.next()).value;
        step.run(x, y);
      }
    },
    plain: () => {
      for (const { x, y } of ready) step.run(x, y);
    },
    close: async () => {
      await endless.return(undefined as never);
      (await loading).close();
      step.dispose();
      disposeModel(model);
      for (const tensor of ready.flatMap(({ x, y }) => [x, y])) tensor.dispose();
    },
  };
}

/** Batches kept in memory. */
function readyBatches(images: LabeledImages): Pick<Batch, "x" | "y">[] {
  return Array.from(batches(images, { batchSize: batch }), ({ x, y }) => ({ x: alias(x), y: alias(y) }));
}

/** Batches of one epoch after another, without end. */
async function* epochs(loading: Promise<Loader>): AsyncGenerator<Batch, never, undefined> {
  for (;;) yield* await loading;
}
