import { crc32, gzipSync } from "node:zlib";
import {
  DataError,
  decodeImage,
  readCifar10,
  readCifar100,
  readCsv,
  readIdx,
  readIdxImages,
  readNpy,
  readNpz,
} from "@cambium/data";
import fc from "fast-check";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { cifarRecord, idx, joined } from "./bytes.ts";
import { app1, exif, withSegments } from "./images/exif-writer.ts";
import * as images from "./small-images.ts";

/** Number of cases for each reader; `pnpm fuzz` sets a larger one. */
const numRuns = Number(process.env.CAMBIUM_FUZZ ?? 2000);
/** Maximum duration of a case, in milliseconds. */
const PATIENCE = 5000;
/** Maximum growth of the memory of all arrays during a case, in bytes. */
const MEMORY = 512 * 2 ** 20;

const text = (content: string) => new TextEncoder().encode(content);
const npy = joined(
  Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 58, 0),
  text("{'descr': '<i2', 'fortran_order': True, 'shape': (2, 3), }"),
  Uint8Array.of(1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0),
);
const idxFile = idx(0x08, [2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]);
const cifar = joined(cifarRecord(3, 10), cifarRecord(8, 20));
const sideways = withSegments(images.colorJpeg, app1(exif(6, true)));
const { gif: _, cmykJpeg: __, ...decodable } = images;

/** Corrects the checksums of a PNG file, so that they do not reveal the damage. */
function corrected(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (let start = 8; start + 12 <= copy.length; ) {
    const end = start + 8 + view.getUint32(start);
    if (end + 4 > copy.length) break;
    view.setUint32(end, crc32(copy.subarray(start + 4, end)));
    start = end + 4;
  }
  return copy;
}
const pngs = Object.entries(images).flatMap(([name, bytes]) => (name.endsWith("Png") ? [bytes] : []));

/** Readers with valid files. */
const readers: readonly [name: string, read: (bytes: Uint8Array) => unknown, files: readonly Uint8Array[]][] =
  [
    [
      "readIdx",
      (bytes) => readIdx(bytes),
      [idxFile, new Uint8Array(gzipSync(idxFile)), idx(0x0e, [1], [1, 2, 3, 4, 5, 6, 7, 8])],
    ],
    ["readIdxImages", (bytes) => readIdxImages(bytes, idx(0x08, [2], [1, 2])), [idxFile]],
    ["readCifar10", (bytes) => readCifar10([bytes]), [cifar, new Uint8Array(gzipSync(cifar))]],
    ["readCifar100", (bytes) => readCifar100([bytes]), [joined(Uint8Array.of(1), cifarRecord(3, 10))]],
    ["readNpy", (bytes) => readNpy(bytes), [npy]],
    [
      "readNpz",
      (bytes) => readNpz(bytes),
      [zipSync({ "x.npy": npy, "y.npy": npy }), zipSync({ "x.npy": [npy, { level: 0 }] })],
    ],
    [
      "decodeImage",
      (bytes) => decodeImage(bytes, { maxPixels: 2 ** 20 }),
      [...Object.values(decodable), sideways],
    ],
    ["decodeImage of corrected PNG", (bytes) => decodeImage(corrected(bytes), { maxPixels: 2 ** 20 }), pngs],
    [
      "readCsv",
      (bytes) => readCsv(bytes),
      [text('a,"b, c",d\r\n1,"x ""y""",2\n3,z,4\n'), new Uint8Array(gzipSync("a,b\n1,2\n"))],
    ],
  ];

/** A change of a file. */
type Mutation =
  | { readonly kind: "set"; readonly at: number; readonly byte: number }
  | { readonly kind: "flip"; readonly at: number; readonly bit: number }
  | { readonly kind: "fill"; readonly at: number; readonly length: number; readonly byte: number }
  | { readonly kind: "cut"; readonly at: number }
  | { readonly kind: "remove" | "repeat"; readonly at: number; readonly length: number };

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const byte = fc.integer({ min: 0, max: 255 });
const length = fc.integer({ min: 1, max: 16 });
const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("set" as const), at: place, byte }),
    fc.record({ kind: fc.constant("flip" as const), at: place, bit: fc.integer({ min: 0, max: 7 }) }),
    fc.record({ kind: fc.constant("fill" as const), at: place, length, byte: fc.constantFrom(0, 255, 127) }),
    fc.record({ kind: fc.constant("cut" as const), at: place }),
    fc.record({ kind: fc.constantFrom("remove" as const, "repeat" as const), at: place, length }),
  ),
  { minLength: 1, maxLength: 6 },
);

function mutate(bytes: Uint8Array, mutation: Mutation): Uint8Array {
  const at = Math.floor(mutation.at * bytes.length);
  const copy = bytes.slice();
  if (mutation.kind === "set") copy[at] = mutation.byte;
  else if (mutation.kind === "flip") copy[at] = (copy[at] ?? 0) ^ (1 << mutation.bit);
  else if (mutation.kind === "fill") copy.fill(mutation.byte, at, at + mutation.length);
  else if (mutation.kind === "cut") return copy.subarray(0, at);
  else if (mutation.kind === "remove")
    return joined(copy.subarray(0, at), copy.subarray(at + mutation.length));
  else return joined(copy.subarray(0, at + mutation.length), copy.subarray(at));
  return copy;
}

/** Calls a reader and ignores the errors that readers may throw. */
async function attempt(read: (bytes: Uint8Array) => unknown, bytes: Uint8Array): Promise<void> {
  const before = process.memoryUsage().arrayBuffers;
  const start = performance.now();
  try {
    await read(bytes);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
  }
  expect(performance.now() - start).toBeLessThan(PATIENCE);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(MEMORY);
}

describe(`${numRuns} files that were damaged`, () => {
  test.each(readers)(
    "%s reads, or says what is wrong",
    { timeout: 60_000 + 20 * numRuns },
    async (_name, read, files) => {
      for (const file of files) await read(file);
      const damaged = fc
        .tuple(fc.constantFrom(...files), mutations)
        .map(([file, changes]) => changes.reduce(mutate, file));
      await fc.assert(
        fc.asyncProperty(damaged, (bytes) => attempt(read, bytes)),
        { numRuns },
      );
    },
  );

  test.each(readers)("%s: bytes at random", { timeout: 60_000 + 20 * numRuns }, async (_name, read) => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), (bytes) => attempt(read, bytes)),
      { numRuns: numRuns / 10 },
    );
  });
});
