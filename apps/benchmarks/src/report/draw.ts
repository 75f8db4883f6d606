import { type PlotOptions, plot } from "@observablehq/plot";
import { parseHTML } from "linkedom";

/** Where plots are built: a page that is never shown. */
const { document } = parseHTML("<!doctype html><html></html>");

/** Draws a plot as SVG text. */
export function draw(options: PlotOptions): string {
  return plot({ ...options, document: document as unknown as Document }).outerHTML;
}
