/** The part of vitest's JSON report that is counted. */
export interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly FileResult[];
}

interface FileResult {
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string }[];
}

/**
 * One line with the numbers of tests that passed, failed and were skipped.
 *
 * @param report Undefined if the run wrote none.
 * @param exitCode Exit code of the run.
 */
export function summary(report: Report | undefined, exitCode: number): string {
  const failed = failures(report) || Number(exitCode !== 0);
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  return `${report?.numPassedTests ?? 0} passed, ${failed} failed, ${skipped} skipped`;
}

/** Failed tests, and files that failed without one: those that did not load. */
function failures(report: Report | undefined): number {
  const broken = (report?.testResults ?? []).filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((result) => result.status === "failed"),
  );
  return (report?.numFailedTests ?? 0) + broken.length;
}
