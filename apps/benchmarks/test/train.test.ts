import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memory } from "@cambium/tensor";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { captured } from "./captured.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cambium-train-"));
});

afterAll(() => rm(folder, { recursive: true }));

/** Trains on a few images. Returns the output and the metrics. */
async function trainLittle(name: string, ...words: string[]) {
  const out = join(folder, name);
  const run = await captured(
    "train",
    "--samples",
    "200",
    "--test-samples",
    "100",
    "--epochs",
    "1",
    "--out",
    out,
    ...words,
  );
  return { ...run, out, metrics: JSON.parse(await readFile(join(out, "metrics.json"), "utf8")) };
}

test("writes plain lines if the output is not a terminal", async () => {
  const { code, out, err } = await captured(
    ...["train", "--model", "mlp", "--samples", "200", "--test-samples", "100", "--epochs", "2"],
    ...["--out", join(folder, "lines")],
  );
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const lines = out.trimEnd().split("\n");
  const epochLine = (epoch: number): RegExp =>
    new RegExp(
      `^epoch ${epoch}/2: train loss \\d\\.\\d{4}, accuracy \\d+\\.\\d\\d %; test loss \\d\\.\\d{4}, accuracy \\d+\\.\\d\\d %; \\d+\\.\\d s$`,
    );
  expect(lines[0]).toMatch(/^digits: 200 images to train on, 100 to test on; ready in \d+\.\d s$/);
  expect(lines[1]).toBe("mlp: 101,770 parameters");
  expect(lines[2]).toMatch(epochLine(1));
  expect(lines[3]).toMatch(epochLine(2));
  expect(out).toMatch(/│ test accuracy +│ \d+\.\d\d % of 100 │/);
  expect(out).toMatch(/│ peak memory, process │ +\d+\.\d MB │/);
  expect(lines.at(-1)).toBe(`report: ${join(folder, "lines", "report.html")}`);
});

test.each(["mlp", "lenet5", "bn-cnn"])(
  "%s learns, and leaves no tensor in memory",
  async (model) => {
    const { tensors, bytes } = memory();
    const { metrics } = await trainLittle(model, "--model", model, "--batch", "20", "--epochs", "2");
    const [first, last] = metrics.epochs;
    expect(last.trainLoss).toBeLessThan(first.trainLoss);
    expect(memory()).toMatchObject({ tensors, bytes });
  },
  60_000,
);

test("a few images are fitted after many epochs", async () => {
  const { metrics } = await trainLittle("by-heart", "--model", "mlp", "--batch", "10", "--epochs", "20");
  expect(metrics.epochs.at(-1).trainAccuracy).toBeGreaterThan(0.97);
  expect(metrics.train).toMatchObject({ images: 100, accuracy: expect.closeTo(1, 1) });
});

test("equal seeds give equal losses, and different seeds different ones", { timeout: 60_000 }, async () => {
  const losses = async (name: string, seed: string) => {
    const { metrics } = await trainLittle(name, "--model", "mlp", "--seed", seed);
    return [metrics.test.loss, ...metrics.steps.map(({ loss }: { loss: number }) => loss)];
  };
  const first = await losses("seed-1", "7");
  expect(await losses("seed-2", "7")).toEqual(first);
  expect(await losses("seed-3", "8")).not.toEqual(first);
});

test("augmented images are the same for any number of workers, and differ from plain ones", {
  timeout: 60_000,
}, async () => {
  const losses = async (...words: string[]) => {
    const { metrics } = await trainLittle("augmented", "--model", "mlp", "--epochs", "2", ...words);
    return metrics.steps.map(({ loss }: { loss: number }) => loss);
  };
  const augment = ["--augment", "affine", "elastic", "--mix", "mixup"];
  const here = await losses(...augment, "--workers", "0");
  expect(await losses(...augment, "--workers", "2")).toEqual(here);
  expect(await losses()).not.toEqual(here);
});

describe("the report", () => {
  let page: string;

  beforeAll(async () => {
    const { out } = await trainLittle("report", "--model", "lenet5");
    page = await readFile(join(out, "report.html"), "utf8");
  });

  test("has no external references", () => {
    const references = [...page.matchAll(/\b(?:src|href|srcset|action)="([^"]*)"/g)].map(
      ([, address]) => address!,
    );
    expect(references.length).toBeGreaterThan(6);
    expect(references.filter((address) => !address.startsWith("data:image/png;base64,"))).toEqual([]);
    expect(page.match(/@import|url\((?!#)|<script|<link|<iframe/g)).toBe(null);
  });

  test("has curves, confusion matrix, filters and misclassified digits", () => {
    const headings = [...page.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, heading]) => heading);
    expect(headings).toEqual([
      "Loss",
      "Accuracy",
      "Filters of the first layer",
      "Confusion matrix",
      "Settings",
      "Misclassified images",
    ]);
    expect(page.match(/<svg/g)).toHaveLength(2 * 3);
    expect(page.match(/alt="filter"/g)).toHaveLength(6);
    expect(page).toMatch(/alt="test image \d+, \d">.*?<b>\d<\/b> → <i>\d<\/i>/);
  });

  test("lists the options that are set, in the form of the command line", { timeout: 60_000 }, async () => {
    const { out } = await trainLittle(
      "settings",
      "--model",
      "mlp",
      "--augment",
      "crop",
      "color",
      "--workers",
      "0",
    );
    const settings = (html: string) =>
      [...html.matchAll(/<tr><th>(.*?)<\/th><td>(.*?)<\/td>/g)].map(([, name, value]) => `${name} ${value}`);
    expect(settings(page).map((line) => line.split(" ")[0])).not.toContain("--augment");
    expect(settings(await readFile(join(out, "report.html"), "utf8"))).toEqual([
      ...["--model mlp", "--data digits", "--samples 200", "--test-samples 100", "--augment crop color"],
      ...[
        "--workers 0",
        "--backend cpu-wasm",
        "--epochs 1",
        "--batch 64",
        "--lr 0.003",
        "--seed 1",
        `--out ${out}`,
      ],
    ]);
  });
});
