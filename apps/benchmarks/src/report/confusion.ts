import { cell, text } from "@observablehq/plot";
import { draw } from "./draw.ts";

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

/** The confusion matrix as SVG: what is right in one color, what is wrong in another, stronger where it is more. */
export function confusionMatrix(cells: readonly ConfusionCell[], classes: readonly string[]): string {
  const right = cells.filter(({ truth, predicted }) => truth === predicted);
  const wrong = cells.filter(({ truth, predicted, count }) => truth !== predicted && count > 0);
  const place = { x: "predicted", y: "truth", inset: 1, rx: 3 } as const;
  const longest = Math.max(...classes.map((name) => name.length));
  return draw({
    width: 560,
    height: 520,
    marginLeft: 24 + 7 * longest,
    marginBottom: 44 + 3 * longest,
    style: { fontSize: "12px" },
    x: {
      label: "predicted",
      domain: classes,
      tickRotate: longest > 2 ? -30 : 0,
      labelOffset: 40 + 3 * longest,
    },
    y: { label: "true", domain: classes },
    marks: [
      cell(cells, { ...place, fill: "var(--rule)", fillOpacity: 0.4 }),
      cell(right, { ...place, fill: "var(--train)", fillOpacity: ({ share }) => 0.15 + 0.6 * share }),
      cell(wrong, {
        ...place,
        fill: "var(--test)",
        fillOpacity: ({ share }) => Math.min(1, 0.2 + 6 * share),
      }),
      text([...right, ...wrong], {
        x: "predicted",
        y: "truth",
        text: ({ count }) => String(count),
        fill: "currentColor",
      }),
    ],
  });
}
