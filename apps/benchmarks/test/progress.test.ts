import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { progressView } from "../src/training/progress.ts";
import { Collector } from "./captured.ts";

const progress = {
  epoch: 1,
  epochs: 2,
  samples: 250,
  total: 1000,
  loss: 0.51234,
  samplesPerSecond: 1234.5,
  secondsLeft: 83,
};

test("a terminal shows a bar with loss, samples per second and remaining time", () => {
  const out = Object.assign(new Collector(), { isTTY: true, columns: 120 });
  const view = progressView(out);
  view.step(progress);
  view.step({ ...progress, samples: 500 });
  view.pause();
  const text = stripVTControlCharacters(out.text);
  expect(text).toContain(
    "epoch 1/2 ░░░░░░░░░░░░░░░░░░░░░░░░ 0 %  loss 0.5123  1,235 samples/s  1 min 23 s left",
  );
  expect(text).toContain("epoch 1/2 ████████████░░░░░░░░░░░░ 50 %");
});

test("the bar and its text fit into a terminal of 80 columns", () => {
  const out = Object.assign(new Collector(), { isTTY: true, columns: 80 });
  const view = progressView(out);
  view.step({ ...progress, epoch: 10, epochs: 30, samplesPerSecond: 12_345, secondsLeft: 755 });
  view.pause();
  const [line] = /epoch .*? left/.exec(stripVTControlCharacters(out.text))!;
  expect(line).toBe("epoch 10/30 ░░░░░░░░░░░░ 0 %  loss 0.5123  12,345 samples/s  12 min 35 s left");
  expect(line.length).toBeLessThan(80);
});

test("other outputs get a line from time to time", () => {
  const out = new Collector();
  const view = progressView(out);
  view.step(progress);
  view.pause();
  view.epoch(
    { epoch: 1, trainLoss: 0.5, trainAccuracy: 0.9, testLoss: 0.25, testAccuracy: 0.95, seconds: 65 },
    2,
  );
  expect(out.text).toBe(
    "epoch 1/2: train loss 0.5000, accuracy 90.00 %; test loss 0.2500, accuracy 95.00 %; 1 min 5 s\n",
  );
});
