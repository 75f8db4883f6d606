import { type PlotOptions, plot } from "@observablehq/plot";
import { parseHTML } from "linkedom";

/** Document in which plots are built. It is never shown. */
const { document } = parseHTML("<!doctype html><html></html>");

/** Size of a drawing in CSS pixels, for which its font sizes are exact. */
export interface DrawingSize {
  readonly width: number;
  readonly height: number;
}

/** Sizes of a drawing that fills a card of the report on a screen and on a phone. */
export interface DrawingSizes {
  readonly wide: DrawingSize;
  readonly narrow: DrawingSize;
}

/**
 * Draws a plot as SVG, once for each size. The style sheet shows the one that fits, so that text does not shrink with the
 * drawing.
 */
export function draw(sizes: DrawingSizes, options: (size: DrawingSize) => PlotOptions): string {
  return (["wide", "narrow"] as const)
    .map((name) => `<div class="drawing ${name}">${svg({ ...sizes[name], ...options(sizes[name]) })}</div>`)
    .join("");
}

function svg(options: PlotOptions): string {
  return plot({ ...options, document: document as unknown as Document }).outerHTML;
}
