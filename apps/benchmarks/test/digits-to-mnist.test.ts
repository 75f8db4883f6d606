import { loader } from "@cambium/data";
import { initialize } from "@cambium/module";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { loadDataSet } from "../src/data/data-sets.ts";
import { models } from "../src/models/models.ts";
import { evaluate } from "../src/training/evaluate.ts";
import { trainAndTest } from "../src/training/train-and-test.ts";
import { Collector } from "./captured.ts";
import { realData } from "./real-data.ts";

const mnist = realData("mnist");

test.skipIf(mnist.missing)(
  `a LeNet-5 trained on 20,000 generated digits recognizes real ones: ${mnist.title}`,
  async () => {
    const rng = new Rng(1);
    const request = { rng: rng.fork("data"), trainSamples: undefined, testSamples: undefined, log: () => {} };
    const drawn = await loadDataSet("digits", { ...request, folder: undefined });
    const real = await loadDataSet("mnist", { ...request, folder: mnist.path });
    const model = initialize(models.lenet5([1, 28, 28], 10), rng.fork("init"));
    const batches = loader(drawn.train, { batchSize: 64, shuffle: true, rng: rng.fork("batches") });
    const options = { model, ...drawn, batches, epochs: 1, learningRate: 0.003, rng };
    await trainAndTest(options, { out: new Collector(), err: new Collector() });
    const { accuracy } = await evaluate(model, real.test);
    console.log(
      `LeNet-5, 20,000 generated digits, 1 epoch: ${(100 * accuracy).toFixed(2)} % of the MNIST test set`,
    );
    expect(accuracy).toBeGreaterThan(0.85);
  },
  300_000,
);
