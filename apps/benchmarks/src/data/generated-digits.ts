import { digits } from "@cambium/data";
import { UsageError } from "../usage-error.ts";
import type { DataRequest, DataSet, TrainAndTest } from "./data-set.ts";

/** Generated images that look like handwritten digits. Nothing is downloaded. */
export const generatedDigits: DataSet = {
  title: "generated digits",
  async load({ folder, rng, trainSamples = 20_000, testSamples = 4000 }: DataRequest): Promise<TrainAndTest> {
    if (folder !== undefined) {
      throw new UsageError("--data-dir does not go with --data digits, which are generated. Leave it out.");
    }
    return {
      train: digits({ count: trainSamples, rng: rng.fork("train") }),
      test: digits({ count: testSamples, rng: rng.fork("test") }),
    };
  },
};
