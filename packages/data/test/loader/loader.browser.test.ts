import { decodeImage, loader, readCsv, type Sample, workerDataset } from "@cambium/data";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { colorJpeg, opacityPng } from "../small-images.ts";

async function indicesAndValues(workers: number): Promise<unknown[]> {
  const url = new URL("../workers/noisy-numbers.ts", import.meta.url);
  const dataset = await workerDataset<Sample>(url, { length: 20 });
  const training = loader(dataset, { batchSize: 3, shuffle: true, workers, rng: new Rng(5) });
  const all: unknown[] = [];
  for await (const { x, indices } of training) all.push([x.toArray(), [...indices]]);
  training.close();
  return all;
}

test("workers of a browser make the same batches as the page", async () => {
  expect(await indicesAndValues(2)).toEqual(await indicesAndValues(0));
});

test("a browser decodes images as Node does", async () => {
  const { data, shape } = await decodeImage(colorJpeg);
  expect([shape, data[0], data[99], data[198]]).toEqual([[3, 9, 11], 6, 39, 74]);
  expect((await decodeImage(opacityPng)).data).toEqual(Uint8Array.of(1, 5, 2, 6, 3, 7, 4, 8));
});

test("a browser reads CSV from a stream", async () => {
  const table = await readCsv(new Blob(["a,b\n1,x\n2,y\n"]).stream());
  expect([table.length, table.column("b").categories]).toEqual([2, ["x", "y"]]);
});
