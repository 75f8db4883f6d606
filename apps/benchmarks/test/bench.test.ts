import { expect, test } from "vitest";
import { captured } from "./captured.ts";

test("bench measures a suite beside plain loops", async () => {
  const { code, out } = await captured("bench", "overhead", "--time", "20");
  expect(code).toBe(0);
  expect(out).toMatch(/XOR training step.*\d+\.\d\d µs/);
});

test("bench measures augmentation", { timeout: 60_000 }, async () => {
  const { code, out } = await captured("bench", "augment", "--time", "5", "--backend", "reference");
  expect(code).toBe(0);
  expect(out).toMatch(/CIFAR recipe, 128×3×32×32.*\d+\.\d\d ms/);
});

test("bench --only data measures what reads and batches", { timeout: 60_000 }, async () => {
  const { code, out } = await captured("bench", "--only", "data", "--time", "5", "--backend", "reference");
  expect(code).toBe(0);
  expect(out).toMatch(/gzip IDX.*ms/);
  expect(out).toMatch(/CSV.*ms/);
});

test("an unknown suite is named, with those there are", async () => {
  const { code, err } = await captured("bench", "nothing");
  expect(code).toBe(2);
  expect(err).toContain("Allowed choices are kernels, overhead, augment, data, feeding");
});
