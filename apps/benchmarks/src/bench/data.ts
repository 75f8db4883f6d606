import { gunzipSync, gzipSync, inflateSync } from "node:zlib";
import {
  batches,
  decodeImage,
  digits,
  type LabeledImages,
  loader,
  map,
  readCsv,
  readIdxImages,
} from "@cambium/data";
import { Rng, tensor } from "@cambium/tensor";
import { encode } from "fast-png";
import type { BenchmarkCase } from "./case.ts";

const COUNT = 10_000;
const BATCH = 64;

/** Reading and batching, compared with the work that cannot be avoided. */
export function dataCases(): BenchmarkCase[] {
  const rng = new Rng(1);
  const some = digits({ count: 1000, rng });
  const pixels = new Uint8Array(COUNT * 784);
  for (let start = 0; start < pixels.length; start += some.pixels.length)
    pixels.set(some.pixels.subarray(0, pixels.length - start), start);
  return [gzipIdx(pixels), shuffledBatches(some), mappedBatches(some), csv(rng), png(rng)];
}

/** Content of an IDX file of unsigned bytes. */
function idx(sizes: readonly number[], elements: Uint8Array): Uint8Array {
  const file = new Uint8Array(4 + 4 * sizes.length + elements.length);
  file.set([0, 0, 8, sizes.length]);
  sizes.forEach((size, axis) => {
    new DataView(file.buffer).setUint32(4 + 4 * axis, size);
  });
  file.set(elements, 4 + 4 * sizes.length);
  return file;
}

function gzipIdx(pixels: Uint8Array): BenchmarkCase {
  const images = gzipSync(idx([COUNT, 28, 28], pixels));
  const labels = gzipSync(idx([COUNT], new Uint8Array(COUNT)));
  return {
    name: `gzip IDX, ${COUNT} images`,
    cambium: async () => void (await readIdxImages(images, labels)),
    plain: () => void [gunzipSync(images), gunzipSync(labels)],
  };
}

/** Gathers a shuffled epoch into one array for each batch. */
function gather({ pixels, labels }: LabeledImages, order: Uint32Array): void {
  for (let start = 0; start < order.length; start += BATCH) {
    const indices = order.subarray(start, start + BATCH);
    const x = new Float32Array(784 * indices.length);
    const y = new Int32Array(indices.length);
    indices.forEach((index, position) => {
      for (let i = 0; i < 784; i++) x[position * 784 + i] = pixels[index * 784 + i]! / 255;
      y[position] = labels[index]!;
    });
    tensor(x, { shape: [indices.length, 1, 28, 28] }).dispose();
    tensor(y).dispose();
  }
}

function shuffledBatches(images: LabeledImages): BenchmarkCase {
  const rng = new Rng(1);
  const training = batches(images, { batchSize: BATCH, shuffle: true, rng });
  return {
    name: `batches of ${BATCH}, ${images.length} images`,
    cambium: () => {
      for (const _ of training);
    },
    plain: () => gather(images, rng.permutation(images.length)),
  };
}

function mappedBatches(images: LabeledImages): BenchmarkCase {
  const rng = new Rng(1);
  const training = loader(
    map(images.images(), (sample) => sample),
    { batchSize: BATCH, shuffle: true, rng },
  );
  return {
    name: `loader of mapped samples, batches of ${BATCH}, ${images.length} images`,
    cambium: async () => {
      for await (const _ of training);
    },
    plain: () => gather(images, rng.permutation(images.length)),
  };
}

function csv(rng: Rng): BenchmarkCase {
  const row = () => Array.from({ length: 8 }, () => rng.normal().toFixed(5)).join(",");
  const text = ["a,b,c,d,e,f,g,h", ...Array.from({ length: 10_000 }, row)].join("\n");
  return {
    name: "CSV, 10,000 rows of 8 numbers",
    cambium: async () => void (await readCsv(text)),
    plain: () => void text.split("\n").map((line) => line.split(",").map(Number)),
  };
}

function png(rng: Rng): BenchmarkCase {
  const data = Uint8Array.from(
    { length: 256 * 256 * 3 },
    (_, i) => 128 + 60 * Math.sin(i / 700) + rng.int(16),
  );
  const file = encode({ width: 256, height: 256, channels: 3, data });
  const view = new DataView(file.buffer, file.byteOffset);
  // The only chunk of pixels follows the signature and the header. Inflating it cannot be avoided.
  const packed = file.subarray(41, 41 + view.getUint32(33));
  return {
    name: "PNG, 256 × 256 in color",
    cambium: async () => void (await decodeImage(file)),
    plain: () => void inflateSync(packed),
  };
}
