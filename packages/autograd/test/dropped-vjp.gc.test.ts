import { exp, memory, ones, type Tensor } from "@cambium/tensor";
import { expect, test } from "vitest";
import { vjp } from "../src/index.ts";

/** Collects garbage until `done`, or gives up after some rounds. */
async function collectUntil(done: () => boolean, rounds = 100): Promise<void> {
  for (let round = 0; round < rounds && !done(); round++) {
    globalThis.gc!();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test("the tape of a vjp that was dropped outside of every scope is freed", async () => {
  const x = ones([100]);
  const before = memory();
  (() => {
    for (let i = 0; i < 10; i++) vjp((h) => exp(exp(h!)), x);
  })();
  await collectUntil(() => memory().bytes === before.bytes);
  expect(memory()).toMatchObject({ tensors: before.tensors, bytes: before.bytes });
});

test("a tape lives as long as its pullback, or the function that disposes it", async () => {
  const x = ones([100]);
  const pullbacks: ((cotangent: Tensor) => Tensor[])[] = [];
  (() => {
    for (let i = 0; i < 10; i++) pullbacks.push(vjp((h) => exp(h!), x).pullback);
  })();
  await collectUntil(() => false, 10);
  expect(pullbacks.map((pullback) => pullback(x)[0]!.dataSync()[0])).toEqual(
    new Array(10).fill(Math.fround(Math.E)),
  );
});
