import { cifar10 } from "./cifar10.ts";
import type { DataRequest, DataSet, TrainAndTest } from "./data-set.ts";
import { generatedDigits } from "./generated-digits.ts";
import { fashionMnist, mnist } from "./mnist.ts";

/**
 * Loads a data set, cut to the size that is wanted, its pixels scaled to the mean 0 and standard deviation 1 of the
 * training images.
 */
export async function loadDataSet(name: DataSetName, request: DataRequest): Promise<TrainAndTest> {
  const all = await dataSets[name].load(request);
  const train = all.train.first(request.trainSamples ?? all.train.length);
  const test = all.test.first(request.testSamples ?? all.test.length);
  const statistics = train.statistics();
  return { train: train.normalize(statistics), test: test.normalize(statistics) };
}

/** All of them. */
export const dataSets = {
  digits: generatedDigits,
  mnist,
  "fashion-mnist": fashionMnist,
  cifar10,
} as const satisfies Record<string, DataSet>;

/** A name for `--data`. */
export type DataSetName = keyof typeof dataSets;
