import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const main = join(import.meta.dirname, "../src/main.ts");

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cambium-interruption-"));
});

afterEach(() => rm(folder, { recursive: true }));

/** Starts a training run that takes much longer than a test. */
function startLongRun(...more: string[]): ChildProcess {
  const words = ["--samples", "500", "--test-samples", "100", "--epochs", "100000", "--out", folder, ...more];
  return spawn(process.execPath, ["--conditions=@cambium/source", main, "train", ...words]);
}

/** Waits until a process has written `text`. Returns all its output up to then. */
function written(stream: NodeJS.ReadableStream, text: string): Promise<string> {
  let all = "";
  return new Promise((found) => {
    stream.on("data", (chunk) => {
      all += chunk;
      if (all.includes(text)) found(all);
    });
  });
}

function ended(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((end) => child.on("close", (code, signal) => end({ code, signal })));
}

test("Ctrl-C ends training with a table, a report and exit code 130", async () => {
  const child = startLongRun("--model", "mlp");
  const table = written(child.stdout!, "report:");
  const notice = written(child.stderr!, "at once");
  await written(child.stdout!, "epoch 2/");
  child.kill("SIGINT");
  expect(await ended(child)).toEqual({ code: 130, signal: null });
  expect(await notice).toContain(
    "interrupted: testing and writing the report; press Ctrl-C again to leave at once",
  );
  expect(await table).toMatch(/test accuracy +│ +\d+\.\d\d % of 100/);
  expect(await readFile(join(folder, "report.html"), "utf8")).toContain(
    "Interrupted: the report shows the run up to that point.",
  );
  const metrics = JSON.parse(await readFile(join(folder, "metrics.json"), "utf8"));
  expect(metrics.interrupted).toBe(true);
  expect(metrics.epochs.length).toBeGreaterThanOrEqual(2);
}, 60_000);

test("a second Ctrl-C ends the process immediately", async () => {
  const child = startLongRun("--model", "bn-cnn", "--samples", "1000", "--test-samples", "1000");
  await written(child.stdout!, "parameters");
  await new Promise((later) => setTimeout(later, 300));
  child.kill("SIGINT");
  await written(child.stderr!, "at once");
  child.kill("SIGINT");
  expect(await ended(child)).toEqual({ code: 130, signal: null });
  expect(await readdir(folder)).toEqual([]);
}, 60_000);

test("training continues if the reader of its output goes away", async () => {
  const child = startLongRun("--model", "mlp");
  await written(child.stdout!, "epoch 1/");
  child.stdout!.destroy();
  await new Promise((later) => setTimeout(later, 500));
  expect(child.exitCode).toBe(null);
  child.kill("SIGINT");
  expect(await ended(child)).toEqual({ code: 130, signal: null });
  expect(await readFile(join(folder, "report.html"), "utf8")).toContain("Misclassified images");
}, 60_000);
