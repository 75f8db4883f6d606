import type { LabeledImages } from "@cambium/data";
import type { Rng } from "@cambium/tensor";

/** Training images and test images. */
export interface TrainAndTest {
  readonly train: LabeledImages;
  readonly test: LabeledImages;
}

/** Options for loading a data set. */
export interface DataRequest {
  /** Folder with its files; undefined to download them. */
  readonly folder: string | undefined;
  /** Random stream for generated images. */
  readonly rng: Rng;
  /** Largest number of training and test images; by default all, or the default number of generated ones. */
  readonly trainSamples: number | undefined;
  readonly testSamples: number | undefined;
  /** Called with lines about the progress. */
  readonly log: (line: string) => void;
}

/** A data set of labeled images. */
export interface DataSet {
  readonly title: string;
  load(request: DataRequest): Promise<TrainAndTest>;
}
