import type { Backend, Storage } from "@cambium/tensor";
import { expect, test } from "vitest";

const pattern = (length: number, seed: number) => Uint8Array.from({ length }, (_, i) => (i * 7 + seed) & 255);

/** Tests of alloc, free, write and read. */
export function describeMemory(backend: () => Backend): void {
  test("memory of any size holds what is written, apart from all other memory", async () => {
    const sizes = [0, 1, 3, 4, 7, 64, 100, 1000, 4096, 100_001];
    const storages = sizes.map((size) => backend().alloc(size));
    storages.forEach((storage, i) => {
      backend().write(storage, pattern(sizes[i]!, i), 0);
    });
    for (const [i, storage] of storages.entries())
      expect(await backend().read(storage, 0, sizes[i]!)).toEqual(pattern(sizes[i]!, i));
    for (const storage of storages) backend().free(storage);
  });

  test("writes and reads at an offset, from typed arrays that are views themselves", async () => {
    const storage = backend().alloc(16);
    backend().write(storage, new Uint8Array(16), 0);
    backend().write(storage, new Float32Array([1, 2, 3]).subarray(1), 4);
    const bytes = await backend().read(storage, 0, 16);
    expect([...new Float32Array(bytes.buffer, bytes.byteOffset, 4)]).toEqual([0, 2, 3, 0]);
    const part = await backend().read(storage, 8, 4);
    expect([...new Float32Array(part.slice().buffer)]).toEqual([3]);
    backend().free(storage);
  });

  test("what is read is a copy", async () => {
    const storage = backend().alloc(4);
    backend().write(storage, pattern(4, 1), 0);
    (await backend().read(storage, 0, 4)).fill(99);
    backend().readSync?.(storage, 0, 4).fill(99);
    expect(await backend().read(storage, 0, 4)).toEqual(pattern(4, 1));
    backend().free(storage);
  });

  test("readSync, where there is one, reads what read does", async () => {
    const storage = backend().alloc(10);
    backend().write(storage, pattern(10, 3), 0);
    const bytes = backend().readSync?.(storage, 2, 5) ?? pattern(10, 3).slice(2, 7);
    expect(bytes).toEqual(pattern(10, 3).slice(2, 7));
    backend().free(storage);
  });

  test("memory that is freed is used again, and what lives stays as it is", async () => {
    const kept = backend().alloc(1000);
    backend().write(kept, pattern(1000, 5), 0);
    const mebibyte = 2 ** 20;
    for (let round = 0; round < 300; round++) {
      const storages: Storage[] = [backend().alloc(mebibyte), backend().alloc(mebibyte + round)];
      for (const storage of storages) backend().free(storage);
    }
    expect(await backend().read(kept, 0, 1000)).toEqual(pattern(1000, 5));
    backend().free(kept);
  });
}
