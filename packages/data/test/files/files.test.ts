import { createReadStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { csvStream, DataError, readCsv } from "@cambium/data";
import { csvFile, readCifar10Files, readIdxImageFiles } from "@cambium/data/files";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cifarRecord, idx } from "../bytes.ts";

let folder: string;
const path = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cambium-data-"));
  await writeFile(path("images"), idx(0x08, [1, 2, 2], [1, 2, 3, 4]));
  await writeFile(path("labels"), idx(0x08, [1], [1]));
  await writeFile(path("batch.bin"), cifarRecord(9, 7));
});
afterAll(() => rm(folder, { recursive: true }));

test("readIdxImageFiles reads two files", async () => {
  const data = await readIdxImageFiles({
    images: path("images"),
    labels: path("labels"),
    classNames: ["no", "yes"],
  });
  expect(data.image(0)).toEqual(Uint8Array.of(1, 2, 3, 4));
  expect(data.classNames).toEqual(["no", "yes"]);
});

test("readCifar10Files reads files one after another", async () => {
  const data = await readCifar10Files([path("batch.bin"), path("batch.bin")]);
  expect(Array.from(data.labels)).toEqual([9, 9]);
});

test("a file that is not there is named", async () => {
  await expect(readIdxImageFiles({ images: path("none"), labels: path("labels") })).rejects.toThrow(
    new DataError(
      `readIdxImageFiles: cannot read a file: ENOENT: no such file or directory, open '${path("none")}'. ` +
        `Check the path ${path("none")}.`,
    ),
  );
  await expect(readCifar10Files([path("none")])).rejects.toThrow(
    "readCifar10Files: cannot read a file: ENOENT",
  );
});

test("csvFile tells readCsv and csvStream which file it is", async () => {
  await writeFile(path("a.csv"), "a,b\n1\n");
  const text = `a row has 1 values, but there are 2 columns: ${path("a.csv")}, row 2.`;
  await expect(readCsv(csvFile(path("a.csv")))).rejects.toThrow(text);
  await expect(readCsv(createReadStream(path("a.csv")))).rejects.toThrow(text);
  const stream = csvStream(() => csvFile(path("a.csv")), { y: "b" });
  await expect(stream[Symbol.asyncIterator]().next()).rejects.toThrow(text);
});

test("a file of another kind is named", async () => {
  await expect(readIdxImageFiles({ images: path("batch.bin"), labels: path("labels") })).rejects.toThrow(
    `readIdx: not an IDX file: ${path("batch.bin")} begins with 09 07 07 07`,
  );
  await expect(readCifar10Files([path("images")])).rejects.toThrow(
    `not whole records: ${path("images")} has 20 bytes`,
  );
});
