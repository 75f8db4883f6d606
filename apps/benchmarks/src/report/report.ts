import type { LabeledImages } from "@cambium/data";
import type { Tensor } from "@cambium/tensor";
import { summaryRows } from "../summary.ts";
import type { History } from "../training/history.ts";
import type { Outcome } from "../training/outcome.ts";
import { confusion, confusionMatrix } from "./confusion.ts";
import { accuracyCurve, lossCurve } from "./curves.ts";
import { filterPictures } from "./filters.ts";
import { escapeHtml } from "./html.ts";
import { type Mistake, mistakes } from "./mistakes.ts";
import { pngUrl } from "./picture.ts";
import { style } from "./style.ts";

/** Values of the options of a run, by their names on the command line. */
export type Settings = Readonly<Record<string, string>>;

/** Content of a report. */
export interface ReportedRun {
  readonly title: string;
  readonly settings: Settings;
  readonly test: LabeledImages;
  readonly outcome: Outcome;
  /** Weight of the first layer. */
  readonly firstWeight: Tensor;
}

/** Largest number of misclassified images in the report. */
const mistakesShown = 60;

/** Renders the report as one HTML page without external references. */
export function reportPage(run: ReportedRun): string {
  const { title, outcome } = run;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
<h1>${escapeHtml(title)}</h1>
${outcome.interrupted ? '<p class="banner">Interrupted: the report shows the run up to that point.</p>' : ""}
${figures(outcome)}
<main>
<div class="column">
${section("Loss", legend(outcome.history), lossCurve(outcome.history))}
${section("Accuracy", legend(outcome.history), accuracyCurve(outcome.history))}
${filterSection(run)}
</div>
<div class="column">
${confusionSection(run)}
${settingsSection(run)}
</div>
${mistakeSection(run)}
</main>
</html>
`;
}

/** Legend of the curves. Without a finished epoch, there is no test curve. */
function legend({ epochs }: History): string {
  const train = key("--train", "training (pale: as measured; strong: moving mean)");
  return epochs.length > 0 ? train + key("--test", "test") : train;
}

function key(color: string, name: string): string {
  return `<span class="key" style="background: var(${color})"></span>${name} `;
}

function section(heading: string, note: string, content: string, kind = ""): string {
  return `<section class="${kind}"><h2>${heading}</h2><p>${note}</p>${content}</section>`;
}

function figures(outcome: Outcome): string {
  const entries = summaryRows(outcome).map(
    ([name, value]) =>
      `<div><dt>${name}</dt><dd>${value.replace(/ of (.*)/, " <small>of $1</small>")}</dd></div>`,
  );
  return `<dl class="figures">${entries.join("")}</dl>`;
}

function confusionSection({ test, outcome }: ReportedRun): string {
  const cells = confusion(test.labels, outcome.test.predictions, test.classNames);
  return section(
    "Confusion matrix",
    "Counts of test images. Each row is a true class, each column a predicted class.",
    confusionMatrix(cells, test.classNames),
  );
}

function filterSection({ firstWeight, test }: ReportedRun): string {
  const pictures = filterPictures(firstWeight, test.shape).map(
    (url) => `<li><img src="${url}" alt="filter"></li>`,
  );
  return section(
    "Filters of the first layer",
    "One picture for each filter. Positive weights are red, negative ones blue. For color images, the colors are those of the weights.",
    `<ul class="pictures">${pictures.join("")}</ul>`,
    "filters",
  );
}

function mistakeSection({ test, outcome }: ReportedRun): string {
  const all = mistakes(test.labels, outcome.test);
  const pictures = all.slice(0, mistakesShown).map((mistake) => mistakeFigure(mistake, test));
  return section(
    "Misclassified images",
    `${all.length} of ${outcome.test.predictions.length} test images, in order of decreasing confidence: ` +
      "<b>true class</b>, <i>predicted class</i>, and the probability of the prediction.",
    `<ul class="pictures">${pictures.join("")}</ul>`,
    "wide",
  );
}

function mistakeFigure(mistake: Mistake, test: LabeledImages): string {
  const { index, truth, predicted, confidence } = mistake;
  const [is, taken] = [truth, predicted].map((label) => escapeHtml(test.classNames[label]!));
  return (
    `<li><figure><img src="${pngUrl({ data: test.image(index), shape: test.shape })}" alt="test image ${index}, ${is}">` +
    `<figcaption><b>${is}</b> → <i>${taken}</i> <small>${Math.round(100 * confidence)}&nbsp;%</small></figcaption></figure></li>`
  );
}

function settingsSection({ settings }: ReportedRun): string {
  const rows = Object.entries(settings).map(
    ([name, value]) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`,
  );
  return section(
    "Settings",
    "A run with the same settings gives the same numbers.",
    `<table>${rows.join("")}</table>`,
  );
}
