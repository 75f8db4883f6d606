import { NonFiniteError } from "@cambium/autograd";
import { initialize } from "@cambium/module";
import { normal, Rng, randomInt, reshape, type Tensor, tensor } from "@cambium/tensor";
import { expect, test } from "vitest";
import { models } from "../src/models/models.ts";
import { TrainingStep } from "../src/training/step.ts";

const rng = new Rng(1);
const labels = randomInt([2], 0, 10, { rng });
const mlp = () => initialize(models.mlp([1, 2, 2], 10), rng.fork("init"));
const images = normal([2, 1, 2, 2], { rng });
const blame =
  "If it is data, clean it; if it is a parameter, an earlier step broke it: lower the learning rate, or clip gradients.";

/** The same images with NaN as the last pixel of the last one. */
function withHole(): Tensor {
  const data = Float32Array.from(images.dataSync());
  data[data.length - 1] = Number.NaN;
  return reshape(tensor(data), images.shape);
}

test("a NaN in the data ends training before it reaches the parameters, and the error names the step", () => {
  const model = mlp();
  const step = new TrainingStep(model, () => 0.01, rng);
  step.run(images, labels);
  expect(() => step.run(withHole(), labels)).toThrow(
    new NonFiniteError(
      `training: the loss is NaN at step 2: images was not finite before any op ran (of shape [2, 1, 2, 2], element [1, 0, 1, 1] is NaN). ${blame}`,
      { step: 2, value: Number.NaN, input: "images" },
    ),
  );
  expect(Number.isFinite(step.run(images, labels).loss)).toBe(true);
});

test("a learning rate far too large ends training with an error", () => {
  const step = new TrainingStep(mlp(), () => 1e30, rng);
  const train = () => {
    for (let i = 0; i < 5; i++) step.run(images, labels);
  };
  expect(train).toThrow(/^training: the loss is (NaN|Infinity) at step 2: /);
});
