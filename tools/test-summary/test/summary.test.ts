import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Report, summary } from "../src/summary.ts";

const passed = { status: "passed", assertionResults: [{ status: "passed" }] };
const failed = { status: "failed", assertionResults: [{ status: "passed" }, { status: "failed" }] };
const unloaded = { status: "failed", assertionResults: [] };

function reportOf(counts: Partial<Report>): Report {
  return {
    ...{ numPassedTests: 7, numFailedTests: 0, numPendingTests: 2, numTodoTests: 1, testResults: [passed] },
    ...counts,
  };
}

test.each<[string, Report | undefined, number, string]>([
  ["a run that passes", reportOf({}), 0, "7 passed, 0 failed, 3 skipped"],
  [
    "a failed test",
    reportOf({ numFailedTests: 1, testResults: [failed] }),
    1,
    "7 passed, 1 failed, 3 skipped",
  ],
  [
    "a file that does not load",
    reportOf({ testResults: [passed, unloaded] }),
    1,
    "7 passed, 1 failed, 3 skipped",
  ],
  [
    "both",
    reportOf({ numFailedTests: 2, testResults: [failed, unloaded] }),
    1,
    "7 passed, 3 failed, 3 skipped",
  ],
  ["a run that breaks after its tests", reportOf({}), 1, "7 passed, 1 failed, 3 skipped"],
  ["a run without a report", undefined, 1, "0 passed, 1 failed, 0 skipped"],
])("%s", (_, report, exitCode, text) => {
  expect(summary(report, exitCode)).toBe(text);
});

test("the program reads the report's file, if there is one", () => {
  const folder = mkdtempSync(join(tmpdir(), "cambium-summary-"));
  const run = (name: string, exitCode: string) =>
    execFileSync(process.execPath, [
      ...[join(import.meta.dirname, "../src/main.ts"), join(folder, name), exitCode],
    ]).toString();
  writeFileSync(join(folder, "tests.json"), JSON.stringify(reportOf({})));
  expect(run("tests.json", "0")).toBe("7 passed, 0 failed, 3 skipped\n");
  expect(run("none.json", "1")).toBe("0 passed, 1 failed, 0 skipped\n");
  rmSync(folder, { recursive: true });
});

test("files that the scripts of the workspace call exist", () => {
  const root = join(import.meta.dirname, "../../..");
  const manifest: { scripts: Record<string, string> } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  );
  const called = [readFileSync(join(root, ".ci/run"), "utf8"), ...Object.values(manifest.scripts)].flatMap(
    (text) => text.match(/[\w./-]+\.ts\b/g) ?? [],
  );
  expect(called.length).toBeGreaterThan(6);
  for (const path of called) expect(() => readFileSync(join(root, path))).not.toThrow();
});
