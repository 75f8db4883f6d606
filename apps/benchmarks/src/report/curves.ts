import { dot, gridY, line, type Markish, type PlotOptions, ruleY } from "@observablehq/plot";
import type { History, StepRecord } from "../training/history.ts";
import { type DrawingSizes, draw } from "./draw.ts";

/** Point of a curve, where x is the number of epochs. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** Point of the training curve: the mean over a number of images. */
interface WeightedPoint extends Point {
  readonly samples: number;
}

const sizes: DrawingSizes = { wide: { width: 560, height: 320 }, narrow: { width: 320, height: 240 } };
const margins = {
  marginTop: 28,
  marginLeft: 48,
  marginRight: 16,
  marginBottom: 44,
  style: { fontSize: "12px" },
} as const;
const trainColor = "var(--train)";
const testColor = "var(--test)";

/** Draws training and test loss over epochs as SVG, with a logarithmic axis. */
export function lossCurve({ steps, epochs }: History): string {
  const train = points(steps, "loss").filter(({ y }) => y > 0);
  const test = epochs.map(({ epoch, testLoss }) => ({ x: epoch, y: testLoss })).filter(({ y }) => y > 0);
  return draw(sizes, () => ({
    ...axes,
    y: { label: "loss (nats)", type: "log", tickFormat: "~g", ticks: 6 },
    marks: [gridY({ ticks: 6 }), ...curves(train, test)],
  }));
}

/** Draws training and test accuracy over epochs as SVG. The steep start of training is clipped. */
export function accuracyCurve({ steps, epochs }: History): string {
  const train = points(steps, "accuracy");
  const test = epochs.map(({ epoch, testAccuracy }) => ({ x: epoch, y: testAccuracy }));
  const settled = [...train.slice(Math.floor(train.length / 10)), ...test];
  const lowest = settled.reduce((least, { y }) => Math.min(least, y), 1);
  return draw(sizes, () => ({
    ...axes,
    y: { label: "accuracy (%)", percent: true, domain: [Math.floor(lowest * 100), 100] },
    clip: true,
    marks: [gridY(), ruleY([1]), ...curves(train, test)],
  }));
}

const axes: PlotOptions = { ...margins, x: { label: "epoch", ticks: 6 } };

function points(steps: readonly StepRecord[], value: "loss" | "accuracy"): WeightedPoint[] {
  return steps.map((step) => ({ x: step.epoch, y: step[value], samples: step.samples }));
}

/** The training curve, pale as measured and strong as a moving mean, and the test curve with its points. */
function curves(train: readonly WeightedPoint[], test: readonly Point[]): Markish[] {
  const place = { x: "x", y: "y" } as const;
  return [
    line(train, { ...place, stroke: trainColor, strokeOpacity: 0.25, strokeWidth: 1 }),
    line(movingMean(train), { ...place, stroke: trainColor, strokeWidth: 2 }),
    line(test, { ...place, stroke: testColor, strokeWidth: 2 }),
    dot(test, { ...place, fill: testColor, r: 4, clip: false }),
  ];
}

/**
 * Exponential moving mean over images. A point has weight w, its number of images divided by that of the largest point:
 *
 * m ← 0.8ʷ m + (1 − 0.8ʷ) y, shown as m / (1 − 0.8^Σw), which removes the bias toward the initial 0
 */
export function movingMean(train: readonly WeightedPoint[]): Point[] {
  const largest = train.reduce((most, { samples }) => Math.max(most, samples), 1);
  let [mean, weight] = [0, 0];
  return train.map(({ x, y, samples }) => {
    const decay = 0.8 ** (samples / largest);
    mean = decay * mean + (1 - decay) * y;
    weight = decay * weight + (1 - decay);
    return { x, y: mean / weight };
  });
}
