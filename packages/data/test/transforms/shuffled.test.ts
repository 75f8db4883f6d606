import { iterable, shuffled } from "@cambium/data";
import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { collected } from "../collected.ts";

const stream = iterable(() => Array.from({ length: 100 }, (_, i) => i));

test("shuffled mixes a stream without loss, equally for equal rngs", async () => {
  const mixed = shuffled(stream, { buffer: 10 });
  const first = await collected(mixed.pass(new Rng(1)));
  expect(first).not.toEqual(await collected(stream));
  expect([...first].sort((a, b) => a - b)).toEqual(await collected(stream));
  expect(await collected(mixed.pass(new Rng(1)))).toEqual(first);
  expect(await collected(mixed.pass(new Rng(2)))).not.toEqual(first);
  // No sample comes earlier than the buffer allows.
  first.forEach((value, place) => {
    expect(value).toBeLessThanOrEqual(place + 10);
  });
});

test("shuffled holds no more than it may", async () => {
  let given = 0;
  const counted = iterable(function* () {
    for (; given < 1000; given++) yield given;
  });
  for await (const _ of shuffled(counted, { buffer: 10 })) break;
  expect(given).toBeLessThanOrEqual(11);
});

test("shuffled with a buffer larger than the stream mixes all of it", async () => {
  expect((await collected(shuffled(stream, { buffer: 1000 }))).length).toBe(100);
});

test.each([0, 2.5, Number.NaN])("shuffled refuses a buffer of %d", (buffer) => {
  expect(() => shuffled(stream, { buffer })).toThrow(
    new RangeError(`shuffled: buffer must be a whole number of at least 1: got ${buffer}.`),
  );
});
