import Table from "cli-table3";
import { duration, megabytes, percent, thousands } from "./format.ts";
import type { Outcome } from "./training/outcome.ts";

/** What a run came to, as names and values for people: the table in the terminal and at the top of the report. */
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

/** Lines around the table, none between its rows. */
const noInnerRules = { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" } as const;

/** The rows as a table for the terminal. */
export function summaryTable(outcome: Outcome): string {
  const table = new Table({
    chars: noInnerRules,
    style: { head: [], border: [] },
    colAligns: ["left", "right"],
  });
  table.push(...summaryRows(outcome));
  return table.toString();
}
