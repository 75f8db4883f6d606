import type { LabelledImages } from "@cambium/data";
import type { Rng } from "@cambium/tensor";
import { cifar10 } from "./cifar10.ts";
import { generatedDigits } from "./generated-digits.ts";
import { fashionMnist, mnist } from "./mnist.ts";

/** Images to learn from, and others to test on. */
export interface TrainAndTest {
  readonly train: LabelledImages;
  readonly test: LabelledImages;
}

/** How a data set is wanted. */
export interface DataRequest {
  /** The folder that holds its files; without it they are downloaded. */
  readonly folder: string | undefined;
  /** Where generated images come from. */
  readonly rng: Rng;
  /** At most so many images of each kind; all, or as many as are usual, without it. */
  readonly trainSamples: number | undefined;
  readonly testSamples: number | undefined;
  /** Says what is going on, a line at a time. */
  readonly log: (line: string) => void;
}

/** A set of labelled images that `--data` names. */
export interface DataSet {
  readonly title: string;
  load(request: DataRequest): Promise<TrainAndTest>;
}

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
