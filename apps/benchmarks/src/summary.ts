import Table from "cli-table3";
import { duration, megabytes, percent, thousands } from "./format.ts";
import type { Outcome } from "./training/outcome.ts";

/** Names and values of the results, for the table in the terminal and the top of the report. */
export function summaryRows({ train, test, cost }: Outcome): [name: string, value: string][] {
  return [
    ["test accuracy", `${percent(test.accuracy)} of ${thousands(test.predictions.length)}`],
    ["train accuracy", `${percent(train.accuracy)} of ${thousands(train.predictions.length)}`],
    ["test loss", test.loss.toFixed(4)],
    ["training time", duration(cost.seconds)],
    ["samples/s", thousands(cost.samples / cost.seconds)],
    ["peak memory, tensors", megabytes(cost.peakTensorBytes)],
    ["peak memory, process", megabytes(cost.peakProcessBytes)],
  ];
}

/** Rules around the table, but not between its rows. */
const noInnerRules = { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" } as const;

/** Formats the results as a table for the terminal. */
export function summaryTable(outcome: Outcome): string {
  const table = new Table({
    chars: noInnerRules,
    style: { head: [], border: [] },
    colAligns: ["left", "right"],
  });
  table.push(...summaryRows(outcome));
  return table.toString();
}
