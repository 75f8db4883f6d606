import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { setDefaultBackend } from "@cambium/tensor";
import { createReferenceBackend } from "@cambium/tensor/reference";
import { beforeAll, describe, expect, test } from "vitest";
import { main } from "../peer/bundle.ts";
import { cases } from "./harness/cases.ts";

/** The stand-in in this folder, and the harness next to the repository, which may be missing. */
const standIn = join(import.meta.dirname, "harness");
const real = join(import.meta.dirname, "../../../../shared/bench");

interface Answers {
  readonly note: string;
  readonly bundles: readonly { readonly entry: string; readonly extra: readonly string[] }[];
  readonly startup: number;
  readonly checks: readonly number[];
}

/** Runs the peer in a separate process, like a harness. */
async function answersTo(harness: string, backend = "cpu-wasm"): Promise<Answers> {
  const words = ["--conditions=@cambium/source", join(standIn, "run-peer.ts"), harness];
  const env = { ...process.env, CAMBIUM_BACKEND: backend };
  const { stdout } = await promisify(execFile)(process.execPath, words, { env });
  return JSON.parse(stdout);
}

describe.each([
  ["the stand-in", standIn],
  ["the harness in ../shared/bench", real],
])("%s", (_, harness) => {
  const missing = !existsSync(harness);
  let answers: Answers;

  beforeAll(async () => {
    if (!missing) answers = await answersTo(harness);
  }, 120_000);

  test.skipIf(missing).each(cases.map((row, index) => ({ ...row, index })))(
    "$workload $name: the check is PyTorch's",
    ({ check, index }) => {
      expect(Math.abs(answers.checks[index]! / check - 1)).toBeLessThan(1e-5);
    },
  );

  test.skipIf(missing)("the peer reports its backend and element 65 of the start-up product", () => {
    expect(answers.note).toMatch(/^backend cpu-wasm, build \w+$/);
    expect(answers.startup).toBeCloseTo(exactElement65(), 4);
  });

  test.skipIf(missing)("the files for the bundle measurement exist", () => {
    const [bundle] = answers.bundles;
    const paths = [
      join(harness, bundle!.entry),
      ...bundle!.extra.map((path) => join(harness, "node_modules", path)),
    ];
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });
});

/** Exact product of row 1 and column 1 of the 64 × 64 matrix whose element i is i / 4096. */
function exactElement65(): number {
  return Array.from({ length: 64 }, (_, k) => ((64 + k) / 4096) * ((64 * k + 1) / 4096)).reduce(
    (a, b) => a + b,
  );
}

test("an unknown backend is an error that lists the backends", async () => {
  await expect(answersTo(standIn, "webgl")).rejects.toThrow(
    "CAMBIUM_BACKEND: unknown backend webgl: reference,cpu-wasm-baseline",
  );
});

test("the program for the bundle measurement trains a dense layer", async () => {
  const before = await main(1);
  expect(await main(10)).toBeLessThan(before);
  setDefaultBackend(createReferenceBackend());
});
