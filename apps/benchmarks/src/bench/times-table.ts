import Table from "cli-table3";
import type { PairTimes } from "./measure.ts";
import type { CaseTimes } from "./run-suite.ts";

/** Table without rules. */
const noRules = Object.fromEntries(
  ["top", "bottom", "left", "right", "mid"]
    .flatMap((side) => [side, `${side}-mid`, `${side}-left`, `${side}-right`])
    .concat("left-mid", "right-mid", "middle")
    .map((name) => [name, name === "middle" ? " " : ""]),
);

/** Width of a column of numbers. */
const numbersWidth = 10;

/** Least and greatest width of the column of names. */
const [leastName, greatestName] = [24, 46];

/**
 * Formats the times of a suite as a table for a terminal, with a few lines for each case and a column for each backend.
 *
 * @param columns Headings of the backends.
 * @param width Number of characters in a line.
 */
export function timesTable(cases: readonly CaseTimes[], columns: readonly string[], width: number): string {
  const room = width - (numbersWidth + 1) * columns.length;
  const table = new Table({
    chars: noRules,
    head: ["", ...columns.map(broken)],
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    colAligns: ["left", ...columns.map(() => "right" as const)],
    colWidths: [Math.max(leastName, Math.min(greatestName, room)), ...columns.map(() => numbersWidth)],
    wordWrap: true,
  });
  table.push(...cases.flatMap(rows));
  return table.toString().replace(/ +$/gm, "");
}

/** Breaks a heading that is too wide into two lines. */
function broken(heading: string): string {
  return heading.length > numbersWidth ? heading.replace(/-(?=[^-]*$)/, "-\n") : heading;
}

function rows({ name, flops, times }: CaseTimes): string[][] {
  const row = (heading: string, cell: (pair: PairTimes) => string) => [heading, ...times.map(cell)];
  const rate = row("  GFLOP/s", ({ cambium }) => digits((flops ?? 0) / cambium / 1e9, 3));
  return [
    row(name, ({ cambium }) => duration(cambium)),
    ...(flops === undefined ? [] : [rate]),
    row("  plain loop", ({ plain }) => duration(plain)),
    row("  times as fast", ({ speedup }) => digits(speedup, 2)),
  ];
}

function duration(seconds: number): string {
  return seconds < 1e-3 ? `${digits(seconds * 1e6, 3)} µs` : `${digits(seconds * 1e3, 3)} ms`;
}

/** Formats a number with significant digits, or as an integer if that has more digits. */
function digits(value: number, count: number): string {
  return value >= 10 ** (count - 1) ? value.toFixed(0) : value.toPrecision(count);
}
