import type { LabeledImages } from "@cambium/data";
import type { Rng } from "@cambium/tensor";

/** Images to learn from, and others to test on. */
export interface TrainAndTest {
  readonly train: LabeledImages;
  readonly test: LabeledImages;
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

/** A set of labeled images that `--data` names. */
export interface DataSet {
  readonly title: string;
  load(request: DataRequest): Promise<TrainAndTest>;
}
