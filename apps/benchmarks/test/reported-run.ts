import { LabeledImages } from "@cambium/data";
import { zeros } from "@cambium/tensor";
import type { ReportedRun } from "../src/report/report.ts";
import type { EpochRecord } from "../src/training/history.ts";

const evaluation = {
  ...{ loss: 0.5, accuracy: 0.5 },
  predictions: Int32Array.of(0, 0),
  confidences: Float32Array.of(1, 0.9),
};

/** A run with one training record and these epochs, on images of one pixel. */
export function runOf(epochs: readonly EpochRecord[]): ReportedRun {
  return {
    title: "a <small> run",
    settings: { "--seed": "1" },
    test: new LabeledImages({
      ...{ pixels: Uint8Array.of(0, 255), labels: Uint8Array.of(0, 1) },
      ...{ shape: [1, 1, 1], classNames: ["a", "b"] },
    }),
    outcome: {
      history: { steps: [{ epoch: 0.1, samples: 10, loss: 2, accuracy: 0.4 }], epochs },
      cost: { samples: 10, seconds: 1, peakTensorBytes: 1, peakProcessBytes: 1 },
      ...{ train: evaluation, test: evaluation, interrupted: epochs.length === 0 },
    },
    firstWeight: zeros([2, 1]),
  };
}

/** A finished epoch. */
export const epoch: EpochRecord = {
  ...{ epoch: 1, seconds: 1 },
  ...{ trainLoss: 1, trainAccuracy: 0.5, testLoss: 1, testAccuracy: 0.5 },
};
