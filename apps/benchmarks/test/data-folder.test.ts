import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Captured, captured } from "./captured.ts";
import { realData } from "./real-data.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cambium-data-"));
});

afterEach(() => rm(folder, { recursive: true }));

/** Trains on the files in a folder. */
function trainOn(data: string, dataDir: string, ...words: string[]): Promise<Captured> {
  const little = ["--model", "mlp", "--epochs", "1", "--batch", "10", "--out", join(folder, "report")];
  return captured("train", "--data", data, "--data-dir", dataDir, ...little, ...words);
}

/** IDX file of unsigned bytes that repeat 0 to 9. */
function idx(...sizes: number[]): Uint8Array {
  const header = new Uint8Array(4 + 4 * sizes.length);
  header.set([0, 0, 8, sizes.length]);
  sizes.forEach((size, axis) => {
    new DataView(header.buffer).setUint32(4 + 4 * axis, size);
  });
  const count = sizes.reduce((product, size) => product * size);
  return Buffer.concat([header, Uint8Array.from({ length: count }, (_, index) => index % 10)]);
}

/** Records of CIFAR-10 with the labels 0 to 9 and then 0 again. */
function cifar(count: number): Uint8Array {
  return Uint8Array.from({ length: count * 3073 }, (_, index) =>
    index % 3073 === 0 ? (index / 3073) % 10 : index % 251,
  );
}

describe("files of MNIST", () => {
  test("are read plain, gzipped, and with a dot in their names", async () => {
    await writeFile(join(folder, "train-images-idx3-ubyte"), idx(20, 28, 28));
    await writeFile(join(folder, "train-labels-idx1-ubyte.gz"), gzipSync(idx(20)));
    await writeFile(join(folder, "t10k-images.idx3-ubyte"), idx(10, 28, 28));
    await writeFile(join(folder, "t10k-labels.idx1-ubyte.gz"), gzipSync(idx(10)));
    const { code, out } = await trainOn("mnist", folder);
    expect(code).toBe(0);
    expect(out).toContain("mnist: 20 images to train on, 10 to test on");
  });

  test("a missing folder is an error", async () => {
    const path = join(folder, "nowhere");
    const { code, err } = await trainOn("mnist", path);
    expect(code).toBe(2);
    expect(err).toBe(
      `error: ${path} cannot be read: ENOENT: no such file or directory, scandir '${path}'. ` +
        "Name the folder that holds the files.\n",
    );
  });

  test("a missing file is an error that lists the files in the folder", async () => {
    await writeFile(join(folder, "train-images-idx3-ubyte"), idx(20, 28, 28));
    await writeFile(join(folder, "notes.txt"), "");
    const { code, err } = await trainOn("mnist", folder);
    expect(code).toBe(2);
    expect(err).toBe(
      `error: ${folder} holds no train-labels-idx1-ubyte, plain or .gz. ` +
        "Found there: notes.txt, report, train-images-idx3-ubyte. Put it there, or name another folder.\n",
    );
  });

  test("a truncated file is an error with its path and without a stack", async () => {
    await writeFile(join(folder, "train-images-idx3-ubyte"), idx(20, 28, 28).subarray(0, 1000));
    await writeFile(join(folder, "train-labels-idx1-ubyte"), idx(20));
    const { code, err } = await trainOn("mnist", folder);
    expect(code).toBe(2);
    expect(err).toMatch(/^error: .*train-images-idx3-ubyte.*\n$/);
  });
});

describe("files of CIFAR-10", () => {
  test("are read, for any number of files", async () => {
    await writeFile(join(folder, "data_batch_1.bin"), cifar(20));
    await writeFile(join(folder, "data_batch_2.bin.gz"), gzipSync(cifar(10)));
    await writeFile(join(folder, "test_batch.bin"), cifar(10));
    const { code, out } = await trainOn("cifar10", folder, "--model", "lenet5", "--test-samples", "5");
    expect(code).toBe(0);
    expect(out).toContain("cifar10: 30 images to train on, 5 to test on");
    expect(out).toContain("lenet5: 83,126 parameters");
  });

  test("an empty folder is an error that names the required files", async () => {
    await mkdir(join(folder, "empty"));
    const { code, err } = await trainOn("cifar10", join(folder, "empty"));
    expect(code).toBe(2);
    expect(err).toMatch(/holds no data_batch\*\.bin, plain or \.gz\. Found there: nothing\./);
  });
});

/** Accuracy in the table, in percent. */
function testAccuracy({ out }: Captured): number {
  return Number(/test accuracy +│ +(\d+\.\d+) %/.exec(out)?.[1]);
}

describe("real images", () => {
  test.for([
    { ...realData("mnist"), name: "mnist", samples: 10_000, testSamples: 2000, least: 88 },
    { ...realData("fashion-mnist"), name: "fashion-mnist", samples: 10_000, testSamples: 2000, least: 75 },
    { ...realData("cifar10"), name: "cifar10", samples: 3000, testSamples: 1000, least: 25 },
  ])(
    "$title: at least $least % after one epoch",
    { timeout: 60_000 },
    async ({ name, path, missing, samples, testSamples, least }, { skip }) => {
      skip(missing);
      const sizes = ["--samples", `${samples}`, "--test-samples", `${testSamples}`, "--batch", "32"];
      expect(testAccuracy(await trainOn(name, path, ...sizes))).toBeGreaterThan(least);
    },
  );
});
