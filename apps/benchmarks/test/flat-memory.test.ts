import { initialize } from "@cambium/module";
import { memory, normal, Rng, randomInt } from "@cambium/tensor";
import { expect, test } from "vitest";
import { models } from "../src/models/models.ts";
import { TrainingStep } from "../src/training/step.ts";

test("memory is the same after 10,000 training steps of the MLP as after 10", () => {
  const rng = new Rng(1);
  const step = new TrainingStep(initialize(models.mlp([1, 28, 28], 10), rng.fork("init")), () => 1e-4, rng);
  const images = normal([2, 1, 28, 28], { rng });
  const labels = randomInt([2], 0, 10, { rng });
  const run = (count: number) => {
    for (let i = 0; i < count; i++) step.run(images, labels);
    const { tensors, bytes } = memory();
    return { tensors, bytes };
  };
  const early = run(10);
  expect(run(9990)).toEqual(early);
}, 120_000);
