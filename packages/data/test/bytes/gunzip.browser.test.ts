import { readIdx } from "@cambium/data";
import { expect, test } from "vitest";
import { idx } from "../bytes.ts";

const gzip = async (bytes: Uint8Array) => {
  const packed = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
};

test("a browser reads what gzip packed, and refuses what is cut short", async () => {
  const packed = await gzip(idx(0x08, [2, 3], [1, 2, 3, 4, 5, 6]));
  expect(await readIdx(packed)).toEqual({ shape: [2, 3], data: Uint8Array.of(1, 2, 3, 4, 5, 6) });
  await expect(readIdx(packed.subarray(0, 20), "a.gz")).rejects.toThrow(
    "readIdx: gzip data are broken or cut short: a.gz, 20 bytes. Get the file again.",
  );
});
