import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ReportedRun, reportPage } from "./report.ts";

/**
 * Writes `report.html`, for people, and `metrics.json`, for programs.
 *
 * @returns Path of `report.html`.
 */
export async function writeReport(folder: string, run: ReportedRun): Promise<string> {
  await writeFile(join(folder, "metrics.json"), `${JSON.stringify(metrics(run), undefined, 2)}\n`);
  const path = join(folder, "report.html");
  await writeFile(path, reportPage(run));
  return path;
}

function metrics({ title, settings, outcome }: ReportedRun): object {
  const { history, cost, train, test, interrupted } = outcome;
  return {
    title,
    settings,
    interrupted,
    test: { images: test.predictions.length, loss: test.loss, accuracy: test.accuracy },
    train: { images: train.predictions.length, loss: train.loss, accuracy: train.accuracy },
    cost: { ...cost, samplesPerSecond: cost.samples / cost.seconds },
    ...history,
  };
}
