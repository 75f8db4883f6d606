import {
  ArrayDataset,
  type Batches,
  batches,
  type Examples,
  LabeledImages,
  map,
  subset,
} from "@cambium/data";
import { alias, keep, memory, Rng, ShapeError, scope } from "@cambium/tensor";
import { describe, expect, test } from "vitest";

const numbers = Float32Array.from({ length: 7 }, (_, i) => i);
const examples = new ArrayDataset({ x: { data: numbers }, y: { data: numbers } });
const images = new LabeledImages({
  pixels: Uint8Array.from({ length: 3 * 8 }, (_, i) => 51 * (i % 6)),
  labels: Uint8Array.of(2, 0, 1),
  shape: [2, 2, 2],
  classNames: ["a", "b", "c"],
});

const xs = (all: Batches) => Array.from(all, ({ x }) => x.toArray());
const order = (all: Batches) => Array.from(all, ({ indices }) => [...indices]).flat();

describe("batches", () => {
  test("stack images as [N, C, H, W] float32 and labels as [N] int32", () => {
    const [first] = Array.from(batches(images, { batchSize: 2 }), ({ x, y, indices }) => ({
      x: [x.shape, x.dtype, x.dataSync()],
      y: [y.dtype, y.toArray()],
      indices,
    }));
    const values = images.pixels.subarray(0, 16);
    expect(first).toEqual({
      x: [[2, 2, 2, 2], "float32", Float32Array.from(values, (value) => value / 255)],
      y: ["int32", [2, 0]],
      indices: Uint32Array.of(0, 1),
    });
  });

  test("keep a smaller last batch, or drop it", () => {
    const all = batches(examples, { batchSize: 3 });
    expect(all.length).toBe(3);
    expect(xs(all)).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
    const whole = batches(examples, { batchSize: 3, dropLast: true });
    expect(whole.length).toBe(2);
    expect(xs(whole)).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
  });

  test("of a size above the number of examples", () => {
    expect(xs(batches(examples, { batchSize: 100 }))).toEqual([[0, 1, 2, 3, 4, 5, 6]]);
    expect(xs(batches(examples, { batchSize: 100, dropLast: true }))).toEqual([]);
  });

  test("not of samples without a layout", () => {
    const mapped = map(images.images(), (sample) => sample);
    expect(() => batches(mapped as never, { batchSize: 2 })).toThrow(
      new TypeError(
        "batches: the data set states no layouts x and y: its samples may come later or differ. " +
          "Use loader(dataset, { batchSize }).",
      ),
    );
  });

  test("of nothing", () => {
    const none = batches(subset(examples, []), { batchSize: 4 });
    expect(none.length).toBe(0);
    expect(xs(none)).toEqual([]);
  });

  test("are shuffled anew in every pass, equally for equal seeds", () => {
    const make = () => batches(examples, { batchSize: 2, shuffle: true, rng: new Rng(5) });
    const shuffled = make();
    const passes = [order(shuffled), order(shuffled)];
    expect(passes[0]).not.toEqual(passes[1]);
    for (const pass of passes) expect([...pass].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    const again = make();
    expect([order(again), order(again)]).toEqual(passes);
    expect(xs(make()).flat()).toEqual(passes[0]);
  });

  test("come from data sets without a fast way, rows and numbers alike", () => {
    const plain: Examples = {
      length: 3,
      x: { shape: [2], dtype: "float32" },
      y: { shape: [], dtype: "bool" },
      get: (index) => ({ x: Float32Array.of(index, -index), y: index % 2 }),
    };
    const [batch] = Array.from(batches(plain, { batchSize: 3 }), ({ x, y }) => [x.toArray(), y.toArray()]);
    expect(batch).toEqual([
      [
        [0, -0],
        [1, -1],
        [2, -2],
      ],
      [false, true, false],
    ]);
  });

  test.each([0, -1, 1.5, Number.NaN])("refuse size %d", (batchSize) => {
    expect(() => batches(examples, { batchSize })).toThrow(
      new RangeError(`batches: batchSize must be a whole number of at least 1: got ${batchSize}.`),
    );
  });

  test("refuse values that are not as long as the layout", () => {
    const wrong: Examples = {
      length: 2,
      x: { shape: [2, 2], dtype: "float32" },
      y: { shape: [], dtype: "int32" },
      get: () => ({ x: Float32Array.of(1, 2, 3), y: 0 }),
    };
    expect(() => xs(batches(wrong, { batchSize: 2 }))).toThrow(
      new ShapeError(
        "batches: x of example 0 has 3 elements, but its layout [2, 2] has 4. " +
          "Make get() return as many, or state another shape.",
      ),
    );
  });
});

describe("a batch", () => {
  test("is freed when the loop moves on, ends, breaks or throws", () => {
    const before = memory();
    let live = 0;
    for (const { x, y } of batches(examples, { batchSize: 2 })) {
      live = Math.max(live, memory().tensors - before.tensors);
      expect(x.disposed || y.disposed).toBe(false);
    }
    expect(live).toBe(2);
    for (const _batch of batches(examples, { batchSize: 2 })) break;
    const failing = () => {
      for (const _batch of batches(examples, { batchSize: 2 })) throw new Error("stop");
    };
    expect(failing).toThrow("stop");
    expect(memory()).toMatchObject({ tensors: before.tensors, bytes: before.bytes });
  });

  test("may be made inside a scope", () => {
    const before = memory();
    const total = scope(() => {
      let sum = 0;
      for (const { x } of batches(examples, { batchSize: 3 })) sum += x.size;
      return sum;
    });
    expect(total).toBe(7);
    expect(memory()).toMatchObject({ tensors: before.tensors, bytes: before.bytes });
  });

  test("lives on in an alias, and does not change when later ones are made", () => {
    const kept = Array.from(batches(examples, { batchSize: 3 }), ({ x }) => keep(alias(x)));
    expect(kept.map((x) => x.toArray())).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
    for (const x of kept) x.dispose();
  });
});
