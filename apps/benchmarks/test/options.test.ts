import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { backends } from "../src/backends.ts";
import { augmentations } from "../src/data/augmentations.ts";
import { dataSets } from "../src/data/data-sets.ts";
import { models } from "../src/models/models.ts";
import { captured } from "./captured.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cambium-options-"));
});

afterAll(() => rm(folder, { recursive: true }));

const choicesOf = (table: object) => `Allowed choices are ${Object.keys(table).join(", ")}.`;
const help = "Add --help for what there is.\n";

test.each<[string[], string]>([
  [["--model", "lenet"], `error: option '--model <name>' argument 'lenet' is invalid. ${choicesOf(models)}`],
  [
    ["--data", "emnist"],
    `error: option '--data <name>' argument 'emnist' is invalid. ${choicesOf(dataSets)}`,
  ],
  [
    ["--backend", "no-such"],
    `error: option '--backend <name>' argument 'no-such' is invalid. ${choicesOf(backends)}`,
  ],
  [
    ["--augment", "flip", "blur"],
    `error: option '--augment <names...>' argument 'blur' is invalid. ${choicesOf(augmentations)}`,
  ],
  [["--epoch", "3"], "error: unknown option '--epoch'\n(Did you mean --epochs?)"],
  [
    ["--epochs", "0"],
    "error: option '--epochs <count>' argument '0' is invalid. Give a whole number of at least 1.",
  ],
  [
    ["--batch", "many"],
    "error: option '--batch <count>' argument 'many' is invalid. Give a whole number of at least 1.",
  ],
  [
    ["--samples", "1.5"],
    "error: option '--samples <count>' argument '1.5' is invalid. Give a whole number of at least 1.",
  ],
  [
    ["--seed", "1e99"],
    "error: option '--seed <number>' argument '1e99' is invalid. Give a whole number of at least 0.",
  ],
  [
    ["--lr", "fast"],
    "error: option '--lr <rate>' argument 'fast' is invalid. Give a number above 0, such as 0.001.",
  ],
  [
    ["--lr=-1"],
    "error: option '--lr <rate>' argument '-1' is invalid. Give a number above 0, such as 0.001.",
  ],
  [["--lr"], "error: option '--lr <rate>' argument missing"],
  [["mnist"], "error: too many arguments for 'train'. Expected 0 arguments but got 1: mnist."],
])("train %j explains the error", async (words, text) => {
  expect(await captured("train", ...words)).toEqual({ code: 2, out: "", err: `${text}\n${help}` });
});

test("an unknown command is an error with a suggestion", async () => {
  const { code, err } = await captured("trian");
  expect(code).toBe(2);
  expect(err).toBe(`error: unknown command 'trian'\n(Did you mean train?)\n${help}`);
});

test("no command shows the commands", async () => {
  const { code, err } = await captured();
  expect(code).toBe(2);
  expect(err).toContain("train [options]");
});

test("--help shows the options and their defaults", async () => {
  const { code, out } = await captured("train", "--help");
  expect(code).toBe(0);
  const names = Object.keys(models).map((name) => `"${name}"`);
  expect(out.replace(/\s+/g, " ")).toContain(
    `--model <name> network (choices: ${names.join(", ")}, default: "cnn")`,
  );
});

test("an output folder that is a file is an error before anything is loaded", async () => {
  const path = join(folder, "occupied");
  await writeFile(path, "");
  expect(await captured("train", "--out", path)).toEqual({
    code: 2,
    out: "",
    err:
      `error: --out ${path}: nothing can be written there: EEXIST: file already exists, mkdir '${path}'. ` +
      "Name a folder of yours, such as --out runs/first.\n",
  });
});

test("an output folder inside a file is an error", async () => {
  const { code, err } = await captured("train", "--out", join(folder, "occupied", "below"));
  expect(code).toBe(2);
  expect(err).toMatch(/^error: --out .*below: nothing can be written there: ENOTDIR.*\n$/);
});

test("a folder for generated data is an error", async () => {
  const { code, err } = await captured("train", "--data-dir", folder, "--out", folder);
  expect(code).toBe(2);
  expect(err).toBe("error: --data-dir does not go with --data digits, which are generated. Leave it out.\n");
});
