import { cell, type PlotOptions, text } from "@observablehq/plot";
import { type DrawingSizes, draw } from "./draw.ts";

/** Number of images of one class that were classified as another. */
export interface ConfusionCell {
  readonly truth: string;
  readonly predicted: string;
  readonly count: number;
  /** Count as a fraction of the images of class `truth`. */
  readonly share: number;
}

/** Counts of all pairs of classes, row by row. Each row is one true class. */
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

/** A cell with its colors. */
export interface ShadedCell extends ConfusionCell {
  readonly color: string;
  /** Opacity of the color, in [0, 1]. */
  readonly opacity: number;
  /** Color of the count. */
  readonly ink: string;
}

/** Smallest and largest opacity of a cell. */
const [faintest, strongest] = [0.1, 0.85];

/** Opacity from which the count of a cell is dark, also on a dark page, because the cell is bright. */
const opaque = 0.6;

/**
 * Colors cells. The opacity grows with the square root of the share relative to the largest one, so that 1 and 9 errors differ
 * visibly even if other cells have many more.
 */
export function shade(cells: readonly ConfusionCell[], color: string): ShadedCell[] {
  const largest = cells.reduce((most, { share }) => Math.max(most, share), 0) || 1;
  return cells.map((each) => {
    const opacity = faintest + (strongest - faintest) * Math.sqrt(each.share / largest);
    return { ...each, color, opacity, ink: opacity >= opaque ? "var(--on-color)" : "currentColor" };
  });
}

/** Draws the confusion matrix as SVG: correct answers in one color, errors in another, more opaque for larger counts. */
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

/** Approximate width of a letter or digit, as a multiple of the font size. */
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
