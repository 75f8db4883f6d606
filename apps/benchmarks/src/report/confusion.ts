import { cell, type PlotOptions, text } from "@observablehq/plot";
import { type DrawingSizes, draw } from "./draw.ts";

/** How often one class was taken for another. */
export interface ConfusionCell {
  readonly truth: string;
  readonly predicted: string;
  readonly count: number;
  /** Share of the images of class `truth`. */
  readonly share: number;
}

/** All pairs of classes, row by row; each row is one true class. */
export function confusion(
  labels: ArrayLike<number>,
  predictions: ArrayLike<number>,
  classes: readonly string[],
): ConfusionCell[] {
  const counts = classes.map(() => classes.map(() => 0));
  for (let i = 0; i < predictions.length; i++) counts[labels[i]!]![predictions[i]!]!++;
  return counts.flatMap((row, truth) => {
    const total = Math.max(
      1,
      row.reduce((sum, count) => sum + count),
    );
    return row.map((count, predicted) => ({
      truth: classes[truth]!,
      predicted: classes[predicted]!,
      count,
      share: count / total,
    }));
  });
}

/** A cell with its color. */
export interface ShadedCell extends ConfusionCell {
  readonly color: string;
  /** Opacity of the color, in [0, 1]. */
  readonly opacity: number;
  /** Color of the count. */
  readonly ink: string;
}

/** Smallest and largest opacity of a cell. */
const [faintest, strongest] = [0.1, 0.85];

/** From this opacity on a cell is so bright that its count is dark in a dark page also. */
const opaque = 0.6;

/**
 * Gives cells a color. Its opacity grows with the square root of a cell's share, relative to the largest share, so that
 * one mistake and nine differ visibly, however many there are of others.
 */
export function shade(cells: readonly ConfusionCell[], color: string): ShadedCell[] {
  const largest = cells.reduce((most, { share }) => Math.max(most, share), 0) || 1;
  return cells.map((each) => {
    const opacity = faintest + (strongest - faintest) * Math.sqrt(each.share / largest);
    return { ...each, color, opacity, ink: opacity >= opaque ? "var(--on-color)" : "currentColor" };
  });
}

/** The confusion matrix as SVG: right answers in one color, wrong ones in another, stronger where there are more. */
export function confusionMatrix(cells: readonly ConfusionCell[], classes: readonly string[]): string {
  const shaded = [
    ...shade(
      cells.filter(({ truth, predicted }) => truth === predicted),
      "var(--train)",
    ),
    ...shade(
      cells.filter(({ truth, predicted, count }) => truth !== predicted && count > 0),
      "var(--test)",
    ),
  ];
  const position = { x: "predicted", y: "truth" } as const;
  const box = { ...position, inset: 1, rx: 3 } as const;
  return draw(sizes, ({ width }) => ({
    ...frame(classes, width),
    marks: [
      cell(cells, { ...box, fill: "var(--rule)", fillOpacity: 0.4 }),
      cell(shaded, { ...box, fill: "color", fillOpacity: ({ opacity }) => opacity }),
      text(shaded, {
        ...position,
        text: ({ count }) => String(count),
        fill: ({ ink }) => ink,
        fontSize: countSize(cells, classes, width),
      }),
    ],
    color: { type: "identity" },
    opacity: { type: "identity" },
  }));
}

const sizes: DrawingSizes = { wide: { width: 560, height: 520 }, narrow: { width: 320, height: 330 } };

/** Axes of the classes, with room for their names. */
function frame(classes: readonly string[], width: number): PlotOptions {
  const longest = longestName(classes);
  return {
    ...margins(classes, width),
    style: { fontSize: `${fontSize(width)}px` },
    x: {
      label: "predicted",
      domain: classes,
      tickRotate: longest > 2 ? -30 : 0,
      labelOffset: 40 + 3 * longest,
    },
    y: { label: "true", domain: classes },
  };
}

const fontSize = (width: number): number => (width < sizes.wide.width ? 10.5 : 12);

/** Width of a letter or digit in font sizes, about. */
const letter = 0.62;

function margins(classes: readonly string[], width: number) {
  const longest = longestName(classes);
  return {
    marginLeft: 26 + letter * fontSize(width) * longest,
    marginBottom: 44 + 3 * longest,
    marginTop: 8,
    marginRight: 4,
  };
}

/** Font size at which the largest count fits into its cell. */
function countSize(cells: readonly ConfusionCell[], classes: readonly string[], width: number): number {
  const { marginLeft, marginRight } = margins(classes, width);
  const digits = String(Math.max(...cells.map(({ count }) => count))).length;
  const room = (width - marginLeft - marginRight) / classes.length - 3;
  return Math.min(fontSize(width), room / (letter * digits));
}

function longestName(classes: readonly string[]): number {
  return Math.max(...classes.map((name) => name.length));
}
