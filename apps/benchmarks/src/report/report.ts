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

/** Options of a run as text, by their names on the command line. */
export type Settings = Readonly<Record<string, string>>;

/** What a report tells of. */
export interface ReportedRun {
  readonly title: string;
  readonly settings: Settings;
  readonly test: LabeledImages;
  readonly outcome: Outcome;
  /** The weight of the first layer. */
  readonly firstWeight: Tensor;
}

/** At most so many wrongly classified images are shown. */
const mistakesShown = 60;

/** The report as one HTML page that refers to nothing outside itself. */
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

/** Names the curves that are drawn: without a finished epoch there is no test. */
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
    "Each row is a true class, each column an answer; counts of test images.",
    confusionMatrix(cells, test.classNames),
  );
}

function filterSection({ firstWeight, test }: ReportedRun): string {
  const pictures = filterPictures(firstWeight, test.shape).map(
    (url) => `<li><img src="${url}" alt="filter"></li>`,
  );
  return section(
    "Filters of the first layer",
    "One picture for each filter: positive weights red, negative blue; of color images, the colors themselves.",
    `<ul class="pictures">${pictures.join("")}</ul>`,
    "filters",
  );
}

function mistakeSection({ test, outcome }: ReportedRun): string {
  const all = mistakes(test.labels, outcome.test);
  const pictures = all.slice(0, mistakesShown).map((mistake) => mistakeFigure(mistake, test));
  return section(
    "Wrongly classified",
    `${all.length} of ${outcome.test.predictions.length} test images, the most confident mistakes first: ` +
      "<b>what it is</b>, <i>what the network took it for</i>, and the probability that it gave that.",
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
    "Run it again with these for the same numbers.",
    `<table>${rows.join("")}</table>`,
  );
}
