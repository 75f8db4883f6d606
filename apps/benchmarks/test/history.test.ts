import { expect, test } from "vitest";
import { movingMean } from "../src/report/curves.ts";
import { Mean, Stretches } from "../src/training/history.ts";

const batch = (count: number, right: number, loss = 1) => ({ count, right, loss });

test("means over batches weigh them by their size", () => {
  const mean = new Mean();
  mean.add(batch(64, 32, 2));
  mean.add(batch(8, 8, 1));
  expect(mean).toMatchObject({ count: 72, accuracy: 40 / 72, loss: (64 * 2 + 8) / 72 });
});

test("a last batch of few images is merged with the stretch before it", () => {
  const stretches = new Stretches(0, 136);
  for (const { count, right } of [batch(64, 32), batch(64, 48), batch(8, 8)])
    stretches.add(batch(count, right));
  expect(stretches.end()).toEqual([
    { epoch: 64 / 136, samples: 64, loss: 1, accuracy: 0.5 },
    { epoch: 1, samples: 72, loss: 1, accuracy: 56 / 72 },
  ]);
});

test("a last stretch of many images stays separate", () => {
  const stretches = new Stretches(1, 100);
  stretches.add(batch(60, 30));
  stretches.add(batch(40, 40));
  expect(stretches.end().map(({ epoch, samples }) => ({ epoch, samples }))).toEqual([
    { epoch: 1.6, samples: 60 },
    { epoch: 2, samples: 40 },
  ]);
});

test("an epoch has about 100 stretches", () => {
  const stretches = new Stretches(0, 20_000);
  for (let i = 0; i < 2000; i++) stretches.add(batch(10, 5));
  expect(stretches.end().map(({ samples }) => samples)).toEqual(Array(100).fill(200));
});

test("a point has a weight proportional to its number of images", () => {
  const settled = Array.from({ length: 50 }, (_, i) => ({ x: i, y: 0.5, samples: 64 }));
  const after = (y: number, samples: number) => movingMean([...settled, { x: 50, y, samples }]).at(-1)!.y;
  expect(after(1, 64) - 0.5).toBeCloseTo(0.5 * 0.2, 5);
  expect(after(1, 1) - 0.5).toBeCloseTo(0.5 * (1 - 0.8 ** (1 / 64)), 5);
});

test("the moving mean of equal values is that value, from the first point on", () => {
  const points = [3, 64, 64, 1].map((samples, x) => ({ x, y: 0.7, samples }));
  for (const { y } of movingMean(points)) expect(y).toBeCloseTo(0.7, 12);
});
