import { BackendError } from "@cambium/tensor";
import { createReferenceBackend } from "@cambium/tensor/reference";
import { describe, expect, test } from "vitest";

describe("memory", () => {
  test("holds the bytes that were asked for, and reports that size", () => {
    const backend = createReferenceBackend();
    for (const bytes of [0, 1, 63, 64, 65, 100, 4096, 4097, 1_000_003]) {
      const storage = backend.alloc(bytes);
      const data = Uint8Array.from({ length: bytes }, (_, i) => i % 251);
      backend.write(storage, data, 0);
      expect(storage.bytes).toBe(bytes);
      expect(backend.readSync!(storage, 0, bytes)).toEqual(data);
      backend.free(storage);
    }
  });

  test("writes and reads parts", async () => {
    const backend = createReferenceBackend();
    const storage = backend.alloc(32);
    backend.write(storage, Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8), 0);
    backend.write(storage, Float32Array.of(9, 10, 11).subarray(1), 8);
    const bytes = await backend.read(storage, 4, 16);
    expect(new Float32Array(bytes.buffer)).toEqual(Float32Array.of(2, 10, 11, 5));
  });

  test("what was read is a copy", () => {
    const backend = createReferenceBackend();
    const storage = backend.alloc(4);
    backend.write(storage, Uint8Array.of(1, 2, 3, 4), 0);
    const before = backend.readSync!(storage, 0, 4);
    backend.write(storage, Uint8Array.of(9, 9, 9, 9), 0);
    expect(before).toEqual(Uint8Array.of(1, 2, 3, 4));
  });

  test("live memory is never handed out again", () => {
    const backend = createReferenceBackend();
    const live = Array.from({ length: 50 }, (_, i) => {
      const storage = backend.alloc(100 + (i % 3));
      backend.write(storage, Uint8Array.of(i), 0);
      if (i % 4 === 0) backend.free(backend.alloc(100));
      return storage;
    });
    live.forEach((storage, i) => {
      expect(backend.readSync!(storage, 0, 1)[0]).toBe(i);
    });
  });

  test("running out of it is a BackendError that gives the size", () => {
    const backend = createReferenceBackend();
    expect(() => backend.alloc(2 ** 52)).toThrow(BackendError);
    expect(() => backend.alloc(2 ** 52)).toThrow(/4503599627370496 bytes/);
  });
});
