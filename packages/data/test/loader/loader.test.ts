import { execFileSync } from "node:child_process";
import {
  ArrayDataset,
  concat,
  DataError,
  type Dataset,
  type Examples,
  iterable,
  type Loader,
  type LoaderOptions,
  loader,
  map,
  type Sample,
  type StreamLoader,
  shared,
  shuffled,
  split,
  standardize,
  subset,
  weightedSampler,
  workerDataset,
} from "@cambium/data";
import { memory, Rng, tensor } from "@cambium/tensor";
import { describe, expect, test } from "vitest";
import type { NoisyOptions } from "../workers/noisy-numbers.ts";

const noisyUrl = new URL("../workers/noisy-numbers.ts", import.meta.url);
const noisy = (options: NoisyOptions) => workerDataset(noisyUrl, options);
const numbers = new ArrayDataset({
  x: { data: Float32Array.from({ length: 7 }, (_, i) => i) },
  y: { data: Int32Array.from({ length: 7 }, (_, i) => i) },
});

/** All batches of an epoch as plain arrays. */
async function epoch(batches: StreamLoader): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const { x, y, indices } of batches) all.push([x.toArray(), y.toArray(), [...indices]]);
  return all;
}
const order = async (batches: Loader) =>
  (await epoch(batches)).flatMap((batch) => (batch as [unknown, unknown, number[]])[2]);

describe("loader", () => {
  test("stacks in order, keeps or drops a smaller last batch", async () => {
    const all = loader(numbers, { batchSize: 3 });
    expect(all.length).toBe(3);
    expect(await epoch(all)).toEqual([
      [
        [0, 1, 2],
        [0, 1, 2],
        [0, 1, 2],
      ],
      [
        [3, 4, 5],
        [3, 4, 5],
        [3, 4, 5],
      ],
      [[6], [6], [6]],
    ]);
    const whole = loader(numbers, { batchSize: 3, dropLast: true });
    expect(whole.length).toBe(2);
    expect(await epoch(whole)).toHaveLength(2);
  });

  test("shuffles each epoch anew, without drawing from the rng", async () => {
    const rng = new Rng(3);
    const make = () => loader(numbers, { batchSize: 2, shuffle: true, rng });
    const training = make();
    const epochs = [await order(training), await order(training)];
    expect(epochs[0]).not.toEqual(epochs[1]);
    for (const one of epochs) expect([...one].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    const again = make();
    expect([await order(again), await order(again)]).toEqual(epochs);
  });

  test("stacks images of bytes as floats from 0 to 1, and numbers as classes", async () => {
    const images: Dataset<Sample> = {
      length: 2,
      get: (index) => ({ x: { data: Uint8Array.of(0, 51, 255, 102), shape: [1, 2, 2] }, y: index }),
    };
    for await (const { x, y } of loader(images, { batchSize: 2 })) {
      expect([x.shape, x.dtype, y.shape, y.dtype]).toEqual([[2, 1, 2, 2], "float32", [2], "int32"]);
      expect(x.dataSync().subarray(0, 4)).toEqual(Float32Array.of(0, 0.2, 1, 0.4));
    }
  });

  test("takes layouts where samples do not say", async () => {
    const prices = {
      length: 2,
      get: (index: number) => ({ x: Float32Array.of(1, 2, 3, 4), y: index + 0.5 }),
    };
    const layouts = { x: { shape: [2, 2], dtype: "float64" }, y: { shape: [1], dtype: "float32" } } as const;
    for await (const { x, y } of loader(prices, { batchSize: 2, ...layouts })) {
      expect([x.shape, x.dtype, y.toArray()]).toEqual([[2, 2, 2], "float64", [[0.5], [1.5]]]);
    }
  });

  test("frees each batch when the loop moves on or is left", async () => {
    const before = memory();
    for await (const { x } of loader(numbers, { batchSize: 2 })) {
      expect(memory().tensors).toBe(before.tensors + 2);
      if (x.toArray() === undefined) break;
    }
    for await (const _ of loader(numbers, { batchSize: 2 })) break;
    expect(memory().tensors).toBe(before.tensors);
  });

  test("draws as often as a sampler says, and repeated samples differ", async () => {
    const rng = new Rng(1);
    const random = map(numbers, (_, own) => ({ x: own.uniform(), y: 0 }));
    const sampler = weightedSampler([0, 0, 1, 0, 0, 0, 0], { count: 4 });
    const [batch] = (await epoch(loader(random, { batchSize: 4, sampler, rng }))) as [
      [number[], unknown, number[]],
    ];
    expect(batch[2]).toEqual([2, 2, 2, 2]);
    expect(new Set(batch[0]).size).toBe(4);
  });

  test("gives examples that are made at random an rng, through whatever wraps them", async () => {
    const random: Examples = {
      length: 4,
      x: { shape: [], dtype: "float32" },
      y: { shape: [], dtype: "int32" },
      get: (_, own) => ({ x: own?.uniform() ?? -1, y: 0 }),
    };
    const expected = await epoch(loader(random, { batchSize: 4, rng: new Rng(1) }));
    const wrapped = [
      subset(random, [0, 1, 2, 3]),
      concat([random]),
      standardize(random, { mean: [0], std: [1] }),
    ];
    for (const one of wrapped)
      expect(await epoch(loader(one, { batchSize: 4, rng: new Rng(1) }))).toEqual(expected);
  });

  test("counts the latest of two loops at a time, and what is restored in a loop", async () => {
    const training = loader(numbers, { batchSize: 3 });
    const [one, other] = [training[Symbol.asyncIterator](), training[Symbol.asyncIterator]()];
    for (const loop of [one, other, one, one]) await loop.next();
    expect(training.state()).toMatchObject({ epoch: 1, batch: 1 });
    await one.next();
    expect(training.state()).toMatchObject({ epoch: 1, batch: 1 });
    training.restore({ ...training.state(), epoch: 5, batch: 2 });
    await other.next();
    expect(training.state()).toMatchObject({ epoch: 5, batch: 2 });
    expect(await order(training)).toEqual([6]);
  });

  test("gives a sample other random numbers in each epoch", async () => {
    const random = map(numbers, (_, own) => ({ x: own.uniform(), y: 0 }));
    const training = loader(random, { batchSize: 7, rng: new Rng(1) });
    expect(await epoch(training)).not.toEqual(await epoch(training));
  });
});

describe("workers", () => {
  test("any number of them makes equal batches, in order", { timeout: 60_000 }, async () => {
    const results: unknown[] = [];
    for (const workers of [0, 1, 3]) {
      const training = loader(await noisy({ length: 50 }), {
        batchSize: 4,
        shuffle: true,
        workers,
        rng: new Rng(7),
      });
      results.push([await epoch(training), await epoch(training)]);
      training.close();
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  test("make parts of a data set, too", async () => {
    const [train] = split(await noisy({ length: 20 }), { fractions: [0.5, 0.5], rng: new Rng(2) });
    const part = subset(train, [7, 1, 3]);
    const results: unknown[] = [];
    for (const workers of [0, 2]) {
      const training = loader(part, { batchSize: 2, workers, rng: new Rng(7) });
      results.push(await epoch(training));
      training.close();
    }
    expect(results[1]).toEqual(results[0]);
  });

  test("make no more ahead than they may", async () => {
    const made = shared(new Int32Array(1));
    const dataset = await noisy({ length: 1000, made });
    const training = loader(dataset, { batchSize: 5, workers: 2, prefetch: 3 });
    let batches = 0;
    for await (const _ of training) {
      batches++;
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(Atomics.load(made, 0)).toBeLessThanOrEqual(5 * (batches + 2 * 3));
      if (batches === 5) break;
    }
    training.close();
  });

  test("go on after a loop that was left, and after close", async () => {
    const training = loader(await noisy({ length: 20 }), { batchSize: 2, workers: 2, rng: new Rng(1) });
    for await (const _ of training) break;
    expect(await order(training)).toHaveLength(20);
    training.close();
    expect(await order(training)).toHaveLength(20);
    training.close();
  });

  test("work ahead while the loop is busy, even one with one batch", async () => {
    const made = shared(new Int32Array(1));
    const training = loader(await noisy({ length: 20, made }), { batchSize: 5, workers: 1, prefetch: 1 });
    for await (const { indices } of training) {
      const next = Math.min(20, (indices.at(-1) as number) + 6);
      await expect.poll(() => Atomics.load(made, 0), { timeout: 5000 }).toBe(next);
    }
    training.close();
  });

  test("or none: a loop whose loader is closed in its middle ends with an error", async () => {
    for (const workers of [0, 2]) {
      const training = loader(await noisy({ length: 20 }), { batchSize: 4, workers });
      const loop = training[Symbol.asyncIterator]();
      await loop.next();
      await new Promise((resolve) => setTimeout(resolve, 100));
      training.close();
      await expect(loop.next()).rejects.toThrow(
        new DataError(
          "loader: it was closed in the middle of a loop. Leave the loop first, or loop again for the next epoch.",
        ),
      );
    }
  });

  test("name the sample that fails as the main thread does, and why", async () => {
    for (const workers of [0, 2]) {
      const training = loader(await noisy({ length: 20, fails: 11 }), { batchSize: 4, workers });
      await expect(epoch(training)).rejects.toThrow(
        new DataError(
          "loader: sample 11 cannot be made: the disk is full. Mend it, or leave it out with subset.",
        ),
      );
      training.close();
    }
  });

  test("that die are noticed, with the sample they were making", async () => {
    const training = loader(await noisy({ length: 20, dies: 11 }), { batchSize: 4, workers: 2 });
    await expect(epoch(training)).rejects.toThrow(
      new DataError(
        "loader: a worker died while it made sample 11: it exited with code 3. " +
          "See whether that happens with workers: 0, and whether there is enough memory.",
      ),
    );
    training.close();
    const later = loader(await noisy({ length: 20, diesLater: 11 }), { batchSize: 4, workers: 1 });
    await expect(epoch(later)).rejects.toThrow(
      /^loader: a worker died while it made samples 8, 9, 10, 11: it exited with code 4\./,
    );
    later.close();
  });

  test("that die leave others to finish what comes before", async () => {
    const training = loader(await noisy({ length: 40, slow: 8, dies: 12 }), { batchSize: 4, workers: 2 });
    const found: number[] = [];
    const looped = async () => {
      for await (const { y } of training) {
        found.push(y.dataSync()[0]!);
        // By the second batch, the loader knows that the worker with samples 12 to 15 is dead.
        if (found.length === 1) await new Promise((resolve) => setTimeout(resolve, 500));
      }
    };
    await expect(looped()).rejects.toThrow(/^loader: a worker died while it made sample 12:/);
    expect(found).toEqual([0, 4, 8]);
    training.close();
  });

  test("cannot be sent functions", async () => {
    const dataset = await noisy({ length: 4, extra: () => 1 } as NoisyOptions);
    await expect(
      loader(dataset, { batchSize: 2, workers: 1 })[Symbol.asyncIterator]().next(),
    ).rejects.toThrow(
      new TypeError(
        "loader: the options of the data set cannot be sent to workers: () => 1 could not be cloned. " +
          "Give workerDataset plain data, and make functions in its module.",
      ),
    );
  });

  test("that cannot make the data set say so", async () => {
    const dataset = await workerDataset<Sample>(new URL("../workers/broken.ts", import.meta.url));
    await expect(epoch(loader(dataset, { batchSize: 2, workers: 1 }))).rejects.toThrow(
      new DataError("loader: a worker cannot make the data set: no room here"),
    );
    expect(await epoch(loader(dataset, { batchSize: 4 }))).toHaveLength(1);
  });

  test("whose data set is not that of the main thread say so", async () => {
    const dataset = await workerDataset<Sample>(new URL("../workers/uneven.ts", import.meta.url));
    await expect(epoch(loader(dataset, { batchSize: 2, workers: 1 }))).rejects.toThrow(
      new DataError(
        "loader: a worker cannot make the data set: it has 4 samples there, and 5 in the main thread. " +
          "Make it of its options alone.",
      ),
    );
  });

  test("do not keep the process alive", () => {
    const program = `
      import { loader, workerDataset } from "@cambium/data";
      const dataset = await workerDataset(${JSON.stringify(noisyUrl.href)}, { length: 20 });
      for await (const { y } of loader(dataset, { batchSize: 5, workers: 2 })) {
        console.log(y.toArray().join(" "));
        if (y.toArray()[0] === 5) break;
      }`;
    const printed = execFileSync(
      process.execPath,
      ["--conditions=@cambium/source", "--input-type=module", "--eval", program],
      { cwd: import.meta.dirname, encoding: "utf8", timeout: 20_000 },
    );
    expect(printed).toBe("0 1 2 3 4\n5 6 7 8 9\n");
  });
});

describe("the state of a loader", () => {
  const options = { batchSize: 3, shuffle: true, rng: new Rng(5) } satisfies LoaderOptions;
  const random = map(numbers, ({ x }, own) => ({ x: Float32Array.of(x as number, own.uniform()), y: 0 }));

  test("continues in the middle of an epoch, exactly", async () => {
    const whole = loader(random, options);
    const expected = [...(await epoch(whole)), ...(await epoch(whole))];
    const first = loader(random, options);
    const begun: unknown[] = await epoch(first);
    for await (const { x, y, indices } of first) {
      begun.push([x.toArray(), y.toArray(), [...indices]]);
      if (begun.length === 4) break;
    }
    const state = JSON.parse(JSON.stringify(first.state()));
    expect(state).toMatchObject({ epoch: 1, batch: 1 });
    const second = loader(random, options);
    second.restore(state);
    expect([...begun, ...(await epoch(second))]).toEqual(expected);
    expect(second.state()).toMatchObject({ epoch: 2, batch: 0 });
  });

  test("continues with workers, and with streams", { timeout: 60_000 }, async () => {
    const dataset = await noisy({ length: 20 });
    const stream = shuffled(
      iterable((rng) => Array.from({ length: 20 }, (_, i) => ({ x: i + rng.uniform(), y: i }))),
      { buffer: 4 },
    );
    const makers = [
      () => loader(dataset, { batchSize: 4, workers: 2, rng: new Rng(1) }),
      () => loader(stream, { batchSize: 4, rng: new Rng(1) }),
    ];
    for (const make of makers) {
      const whole = make();
      const expected = (await epoch(whole)).slice(2);
      const resumed = make();
      resumed.restore({ ...whole.state(), epoch: 0, batch: 2 });
      expect(await epoch(resumed)).toEqual(expected);
      whole.close();
      resumed.close();
    }
  });

  test("without one, a loop that was left ends its epoch", async () => {
    const whole = loader(random, options);
    await epoch(whole);
    const expected = await epoch(whole);
    const left = loader(random, options);
    for await (const _ of left) break;
    expect(await epoch(left)).toEqual(expected);
  });

  test("of another loader is refused", () => {
    const state = loader(random, options).state();
    const refused = (other: Partial<LoaderOptions>, text: string) =>
      expect(() => loader(random, { ...options, ...other }).restore(state)).toThrow(
        new RangeError(`restore: the state belongs to another loader: ${text}. Make the loader as it was.`),
      );
    refused({ batchSize: 4 }, "its batch size is 3, here it is 4");
    refused({ rng: new Rng(6) }, "its key of the rng is 5,0, here it is 6,0");
    expect(() => loader(subset(random, [1]), options).restore(state)).toThrow(
      "its number of samples is 7, here it is 1",
    );
    expect(() => loader(random, options).restore({ ...state, batch: -1 })).toThrow(
      new RangeError(
        "restore: epoch and batch must be whole numbers of at least 0: got 0 and -1. Give what state() gave.",
      ),
    );
  });
});

describe("a loader of a stream", () => {
  const stream = iterable(() => Array.from({ length: 5 }, (_, i) => ({ x: i, y: i % 2 })));

  test("stacks what comes", async () => {
    expect(await epoch(loader(stream, { batchSize: 2 }))).toEqual([
      [
        [0, 1],
        [0, 1],
        [0, 1],
      ],
      [
        [2, 3],
        [0, 1],
        [2, 3],
      ],
      [[4], [0], [4]],
    ]);
    expect(await epoch(loader(stream, { batchSize: 2, dropLast: true }))).toHaveLength(2);
  });

  test("refuses workers and orders", () => {
    expect(() => loader(stream, { batchSize: 2, workers: 1 })).toThrow(
      new TypeError("loader: a stream cannot be loaded in workers: got workers: 1. Leave it at 0."),
    );
    expect(() => loader(stream, { batchSize: 2, shuffle: true, rng: new Rng(1) })).toThrow(
      new TypeError(
        "loader: a stream has no numbers to shuffle or to choose. Give shuffled(stream, { buffer: 1000 }).",
      ),
    );
  });
});

describe("loader refuses", () => {
  test.each(["batchSize", "workers", "prefetch"] as const)("%s out of range", (option) => {
    const least = option === "workers" ? 0 : 1;
    for (const value of [least - 1, 1.5, Number.NaN]) {
      expect(() => loader(numbers, { batchSize: 1, [option]: value })).toThrow(
        new RangeError(`loader: ${option} must be a whole number of at least ${least}: got ${value}.`),
      );
    }
  });

  test("options that do not go together", () => {
    const sampler = weightedSampler([1]);
    const rng = new Rng(1);
    expect(() => loader(numbers, { batchSize: 1, shuffle: true, sampler, rng })).toThrow(
      new TypeError("loader: shuffle and sampler both order: leave one of them out."),
    );
    expect(() => loader(numbers, { batchSize: 1, shuffle: true })).toThrow(
      new TypeError('loader: shuffle needs an rng. Give rng: rng.fork("loader").'),
    );
    expect(() => loader(numbers, { batchSize: 1, sampler })).toThrow(
      new TypeError('loader: sampler needs an rng. Give rng: rng.fork("loader").'),
    );
    expect(() => loader(numbers, { batchSize: 1, workers: 2 })).toThrow(
      new TypeError(
        "loader: workers cannot make the samples of this data set: got workers: 2. " +
          "Make it with workerDataset(url, options).",
      ),
    );
  });

  test("samples that do not stack", async () => {
    const uneven = { length: 2, get: (index: number) => ({ x: new Float32Array(index + 1), y: 0 }) };
    await expect(epoch(loader(uneven, { batchSize: 2 }))).rejects.toThrow(
      new DataError(
        "loader: samples do not stack: x of sample 1 has shape [2], not [1]. " +
          "Make all alike with map: resize or crop images.",
      ),
    );
  });

  test.each([
    [[0.5, 0.25], "does not consist of numbers: it is of class Array"],
    [tensor([1]), "does not consist of numbers: it is of class Tensor"],
    [undefined, "does not consist of numbers: it is undefined"],
    [BigInt64Array.of(1n), "does not consist of numbers: it is of class BigInt64Array"],
    [{ data: Float32Array.of(1, 2), shape: [2, 2] }, "does not fill its shape: 2 numbers, [2, 2] needs 4"],
  ])("%o as a value", async (x, text) => {
    const wrong = () => ({ x, y: 0 }) as unknown as Sample;
    const advice = text.startsWith("does not fill")
      ? "Give both of one value."
      : "Give a number, a typed array or { data, shape }; of a tensor, { data: x.dataSync(), shape: x.shape }.";
    for (const dataset of [{ length: 1, get: wrong }, iterable(() => [wrong()])]) {
      await expect(epoch(loader(dataset as Dataset<Sample>, { batchSize: 1 }))).rejects.toThrow(
        new DataError(`loader: x of sample 0 ${text}. ${advice}`),
      );
    }
  });

  test("a sampler of another data set, or of another length than it says", async () => {
    const rng = new Rng(1);
    const sampler = weightedSampler([0, 0, 0, 0, 0, 0, 0, 1]);
    for (const [dataset, workers] of [[numbers, 0] as const, [await noisy({ length: 7 }), 1] as const]) {
      await expect(epoch(loader(dataset, { batchSize: 8, sampler, rng, workers }))).rejects.toThrow(
        new RangeError(
          "loader: there is no sample 7 (at position 0 of the sampler's order): the data set has 7 samples. Use one in [0, 6].",
        ),
      );
    }
    const short = { length: 3, order: () => Uint32Array.of(1) };
    await expect(epoch(loader(numbers, { batchSize: 1, sampler: short, rng }))).rejects.toThrow(
      new RangeError("loader: the sampler's length and order differ: 3 and 1. Make them equal."),
    );
  });

  test("fractions where classes are expected", async () => {
    const prices = { length: 1, get: () => ({ x: 0, y: 0.5 }) };
    await expect(epoch(loader(prices, { batchSize: 1 }))).rejects.toThrow(
      new DataError(
        "loader: a class is not a whole number: y of sample 0 is 0.5. " +
          'Of other numbers, say so: y: { shape: [], dtype: "float32" }.',
      ),
    );
  });

  test("what is no sample", async () => {
    const wrong = (value: unknown) => ({ length: 1, get: () => value }) as Dataset<Sample>;
    await expect(epoch(loader(wrong({ image: 1 }), { batchSize: 1 }))).rejects.toThrow(
      "loader: sample 0 cannot be made: it is no object with x and y, but one with image. " +
        "Mend it, or leave it out with subset.",
    );
    await expect(epoch(loader(wrong(3), { batchSize: 1 }))).rejects.toThrow("no object with x and y, but 3.");
  });
});

test("workerDataset refuses a module without a definition", async () => {
  const url = new URL("../workers/nothing.ts", import.meta.url);
  await expect(workerDataset(url)).rejects.toThrow(
    new TypeError(
      `workerDataset: the module defines no data set: ${url} has another default export. ` +
        "Write: export default defineDataset((options) => …).",
    ),
  );
});

test("workerDataset refuses a relative path", async () => {
  await expect(workerDataset("./workers/nothing.ts")).rejects.toThrow(
    new TypeError(
      'workerDataset: a relative path says not what it is relative to: got "./workers/nothing.ts". ' +
        'Give new URL("./workers/nothing.ts", import.meta.url).',
    ),
  );
});

test("shared copies into memory of all threads", () => {
  const copy = shared(Float32Array.of(1, 2));
  expect(copy).toEqual(Float32Array.of(1, 2));
  expect(copy.buffer).toBeInstanceOf(SharedArrayBuffer);
});
