import type { CaseFile } from "./case-file.ts";
import type { Failure } from "./run-case.ts";

/** A case that failed, and why. */
export interface FailedCase {
  readonly file: string;
  readonly name: string;
  readonly op: string;
  readonly failures: readonly Failure[];
}

/** How all cases went. */
export interface Report {
  readonly backend: string;
  readonly dtype: string;
  readonly passed: number;
  readonly failed: number;
  /** Always 0: what cannot be computed has failed. */
  readonly skipped: number;
  readonly files: readonly { readonly file: string; readonly passed: number; readonly failed: number }[];
  readonly failures: readonly FailedCase[];
}

/** Adds up a run. */
export function reportOf(
  setting: { readonly backend: string; readonly dtype: string },
  files: readonly CaseFile[],
  failures: readonly FailedCase[],
): Report {
  const rows = files.map(({ file, cases }) => {
    const failed = failures.filter((each) => each.file === file).length;
    return { file, passed: cases.length - failed, failed };
  });
  const total = (key: "passed" | "failed") => rows.reduce((sum, row) => sum + row[key], 0);
  const counts = { passed: total("passed"), failed: total("failed"), skipped: 0 };
  return { ...setting, ...counts, files: rows, failures };
}

/** One line for each thing that is wrong with a case. */
export function linesOf({ file, name, failures }: FailedCase): string {
  return failures
    .map(
      ({ result, problem }) => `${file}: ${name}: ${result === undefined ? "" : `${result}: `}${problem}\n`,
    )
    .join("");
}

/** The numbers of each file, and the closing line. */
export function summaryOf({ files, passed, failed, skipped }: Report): string {
  const width = Math.max(...files.map(({ file }) => file.length));
  const rows = files.map(
    (row) =>
      `${row.file.padEnd(width)}  ${row.passed} passed${row.failed > 0 ? `, ${row.failed} failed` : ""}\n`,
  );
  return `${rows.join("")}${passed} passed, ${failed} failed, ${skipped} skipped\n`;
}

/** The report as JSON; numbers that JSON lacks are the strings "NaN", "Infinity" and "-Infinity". */
export function jsonOf(report: Report): string {
  const finite = (_: string, value: unknown) =>
    typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
  return `${JSON.stringify(report, finite, 2)}\n`;
}
