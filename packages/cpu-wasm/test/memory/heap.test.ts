import { BackendError, Rng } from "@cambium/tensor";
import { describe, expect, test } from "vitest";
import { Heap, PAGE } from "../../src/memory/heap.ts";
import { Ranges } from "../../src/memory/ranges.ts";
import { classOf, LARGEST_CLASS, sizeOfClass } from "../../src/memory/size-classes.ts";

const BEGIN = 4096;

function makeHeap(maximum: number): { heap: Heap; memory: WebAssembly.Memory } {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true });
  return { heap: new Heap(memory, BEGIN, maximum, () => {}), memory };
}

describe("size classes", () => {
  test("each size has the smallest class that holds it, and loses at most a fifth beyond the first line", () => {
    for (let bytes = 1; bytes <= LARGEST_CLASS; bytes++) {
      const size = sizeOfClass(classOf(bytes));
      expect(size).toBeGreaterThanOrEqual(bytes);
      expect(sizeOfClass(classOf(bytes) - 1)).toBeLessThan(bytes);
      expect(size % 64).toBe(0);
      expect(size - bytes).toBeLessThan(Math.max(64, size / 4));
    }
  });
});

describe("ranges", () => {
  test("neighbors merge, whatever order they come back in", () => {
    const orders = [
      [0, 1, 2],
      [2, 1, 0],
      [0, 2, 1],
      [1, 0, 2],
    ];
    for (const order of orders) {
      const ranges = new Ranges();
      for (const i of order) ranges.put(100 * i, 100 * (i + 1));
      expect(ranges.largest).toBe(300);
      expect(ranges.take(300)).toBe(0);
      expect(ranges.take(1)).toBeUndefined();
    }
  });

  test("the smallest piece that fits is taken", () => {
    const ranges = new Ranges();
    ranges.put(0, 100);
    ranges.put(200, 250);
    ranges.put(300, 400);
    expect(ranges.take(50)).toBe(200);
    expect(ranges.take(60)).toBe(0);
  });
});

describe("heap", () => {
  test("20,000 random allocations and releases: aligned, never overlapping, and all of it comes back", () => {
    const { heap, memory } = makeHeap(2 ** 28);
    const rng = new Rng(3);
    const pieces: { address: number; bytes: number }[] = [];
    for (let i = 0; i < 20_000; i++) {
      if (pieces.length > 0 && rng.uniform() < 0.5) {
        const [piece] = pieces.splice(Math.floor(rng.uniform() * pieces.length), 1);
        heap.release(piece!.address, piece!.bytes);
      } else {
        const bytes = Math.floor(2 ** (rng.uniform() * 18));
        const address = heap.allocate(bytes);
        expect(address % 64).toBe(0);
        pieces.push({ address, bytes });
      }
    }
    const sorted = pieces.toSorted((a, b) => a.address - b.address);
    sorted.forEach((piece, i) => {
      const end = sorted[i + 1]?.address ?? memory.buffer.byteLength;
      expect(piece.address).toBeGreaterThanOrEqual(BEGIN);
      expect(piece.address + piece.bytes).toBeLessThanOrEqual(end);
    });
    for (const { address, bytes } of pieces) heap.release(address, bytes);
    expect(heap.use.bytes).toBe(0);
    expect(heap.use.peakBytes).toBeGreaterThan(0);
  });

  test("the same sizes again and again take no more memory", () => {
    const { heap } = makeHeap(2 ** 28);
    const sizes = [0, 1, 64, 1000, 40_000, 1_000_000, 3_000_000];
    const round = (): void => {
      const made = sizes.map((bytes) => [heap.allocate(bytes), bytes] as const);
      for (const [address, bytes] of made) heap.release(address, bytes);
    };
    round();
    const { reservedBytes } = heap.use;
    for (let i = 0; i < 1000; i++) round();
    expect(heap.use).toMatchObject({ bytes: 0, reservedBytes });
  });

  test("when it is full the error tells sizes, and everything else still works", () => {
    const maximum = 64 * PAGE;
    const { heap } = makeHeap(maximum);
    const held = heap.allocate(32 * PAGE);
    expect(() => heap.allocate(40 * PAGE)).toThrow(BackendError);
    expect(() => heap.allocate(40 * PAGE)).toThrow(
      /out of memory: 2621440 bytes in a row are needed; 2097152 of at most 4194304 bytes are in use/,
    );
    const { bytes } = heap.use;
    expect(bytes).toBe(32 * PAGE);
    const small = heap.allocate(100);
    heap.release(small, 100);
    heap.release(held, 32 * PAGE);
    expect(heap.allocate(31 * PAGE)).toBe(held);
  });
});
