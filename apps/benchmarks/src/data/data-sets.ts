import { cifar10 } from "./cifar10.ts";
import type { DataRequest, DataSet, TrainAndTest } from "./data-set.ts";
import { generatedDigits } from "./generated-digits.ts";
import { fashionMnist, mnist } from "./mnist.ts";

/**
 * Loads a data set, truncated to the requested sizes, and standardizes its pixels with the mean and standard deviation of
 * the training images.
 */
export async function loadDataSet(name: DataSetName, request: DataRequest): Promise<TrainAndTest> {
  const all = await dataSets[name].load(request);
  const train = all.train.first(request.trainSamples ?? all.train.length);
  const test = all.test.first(request.testSamples ?? all.test.length);
  const statistics = train.statistics();
  return { train: train.normalize(statistics), test: test.normalize(statistics) };
}

/** Data sets by the names of `--data`. */
export const dataSets = {
  digits: generatedDigits,
  mnist,
  "fashion-mnist": fashionMnist,
  cifar10,
} as const satisfies Record<string, DataSet>;

/** Name of a data set. */
export type DataSetName = keyof typeof dataSets;
