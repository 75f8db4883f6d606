import { dot, gridY, line, type Markish, ruleY } from "@observablehq/plot";
import type { History } from "../training/history.ts";
import { draw } from "./draw.ts";

/** One curve's points; x counts epochs. */
interface Point {
  readonly x: number;
  readonly y: number;
}

const size = {
  width: 560,
  height: 320,
  marginLeft: 48,
  marginRight: 16,
  marginBottom: 44,
  style: { fontSize: "12px" },
} as const;
const trainColor = "var(--train)";
const testColor = "var(--test)";

/** Training and test loss over epochs, as SVG. The axis is logarithmic. */
export function lossCurve({ steps, epochs }: History): string {
  const train = steps.map(({ epoch, loss }) => ({ x: epoch, y: loss })).filter(({ y }) => y > 0);
  const test = epochs.map(({ epoch, testLoss }) => ({ x: epoch, y: testLoss })).filter(({ y }) => y > 0);
  return draw({
    ...size,
    x: { label: "epoch" },
    y: { label: "loss (nats)", type: "log", tickFormat: "~g", ticks: 6 },
    marks: [gridY({ ticks: 6 }), ...curves(train, test)],
  });
}

/** Training and test accuracy over epochs, as SVG. The steep beginning is cut off. */
export function accuracyCurve({ steps, epochs }: History): string {
  const train = steps.map(({ epoch, accuracy }) => ({ x: epoch, y: accuracy }));
  const test = epochs.map(({ epoch, testAccuracy }) => ({ x: epoch, y: testAccuracy }));
  const settled = [...train.slice(Math.floor(train.length / 10)), ...test];
  const lowest = settled.reduce((least, { y }) => Math.min(least, y), 1);
  return draw({
    ...size,
    x: { label: "epoch" },
    y: { label: "accuracy (%)", percent: true, domain: [Math.floor(lowest * 100), 100] },
    clip: true,
    marks: [gridY(), ruleY([1]), ...curves(train, test)],
  });
}

/** The training curve pale as it was and strong as a moving mean; the test curve with its points. */
function curves(train: readonly Point[], test: readonly Point[]): Markish[] {
  const place = { x: "x", y: "y" } as const;
  return [
    line(train, { ...place, stroke: trainColor, strokeOpacity: 0.25, strokeWidth: 1 }),
    line(movingMean(train), { ...place, stroke: trainColor, strokeWidth: 2 }),
    line(test, { ...place, stroke: testColor, strokeWidth: 2 }),
    dot(test, { ...place, fill: testColor, r: 4, clip: false }),
  ];
}

/** Exponential moving mean, started without bias: m ← 0.8 m + 0.2 y, shown as m / (1 − 0.8ⁿ). */
function movingMean(points: readonly Point[]): Point[] {
  const decay = 0.8;
  let mean = 0;
  return points.map(({ x, y }, index) => {
    mean = decay * mean + (1 - decay) * y;
    return { x, y: mean / (1 - decay ** (index + 1)) };
  });
}
