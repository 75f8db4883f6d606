import { SingleBar } from "cli-progress";
import { duration, percent, thousands } from "../format.ts";
import type { Terminal } from "../terminal.ts";
import type { EpochRecord } from "./history.ts";

/** Progress of a run. */
interface Progress {
  readonly epoch: number;
  readonly epochs: number;
  /** Number of images done in this epoch, and their total number. */
  readonly samples: number;
  readonly total: number;
  /** Mean loss of this epoch so far. */
  readonly loss: number;
  readonly samplesPerSecond: number;
  /** Estimated remaining training time. */
  readonly secondsLeft: number;
}

/** Display of the progress of a run. */
export interface ProgressView {
  step(progress: Progress): void;
  /** Called when the training part of an epoch ends or is interrupted. */
  pause(): void;
  epoch(record: EpochRecord, epochs: number): void;
}

/** Returns a progress bar for a terminal, and plain lines for other outputs. */
export function progressView(out: Terminal["out"]): ProgressView {
  return out.isTTY ? new ProgressBar(out) : new ProgressLines(out);
}

/** Milliseconds between plain lines. */
const lineInterval = 10_000;

class ProgressLines implements ProgressView {
  #last = performance.now();
  readonly #out: Terminal["out"];

  constructor(out: Terminal["out"]) {
    this.#out = out;
  }

  step(progress: Progress): void {
    if (performance.now() - this.#last < lineInterval) return;
    this.#last = performance.now();
    const { epoch, epochs, samples, total } = progress;
    const { loss, rate, left } = labels(progress);
    this.#out.write(
      `epoch ${epoch}/${epochs}  ${thousands(samples)}/${thousands(total)}  loss ${loss}  ${rate} samples/s  ${left} left\n`,
    );
  }

  pause(): void {}

  epoch(record: EpochRecord, epochs: number): void {
    this.#last = performance.now();
    this.#out.write(epochLine(record, epochs));
  }
}

class ProgressBar implements ProgressView {
  readonly #out: Terminal["out"];
  #bar: SingleBar | undefined;

  constructor(out: Terminal["out"]) {
    this.#out = out;
  }

  step(progress: Progress): void {
    this.#bar ??= this.#start(progress);
    this.#bar.update(progress.samples, labels(progress));
  }

  pause(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }

  epoch(record: EpochRecord, epochs: number): void {
    this.#out.write(epochLine(record, epochs));
  }

  #start(progress: Progress): SingleBar {
    const format = `epoch ${progress.epoch}/${progress.epochs} {bar} {percentage} %  loss {loss}  {rate} samples/s  {left} left`;
    const bar = new SingleBar({
      format,
      stream: this.#out as NodeJS.WritableStream,
      barCompleteChar: "█",
      barIncompleteChar: "░",
      barsize: barSize(this.#out),
      clearOnComplete: true,
      gracefulExit: false,
    });
    bar.start(progress.total, 0, labels(progress));
    return bar;
  }
}

/** Length of the bar, which shares a line of the terminal with about 66 characters of text. */
function barSize({ columns = 100 }: Terminal["out"]): number {
  return Math.max(8, Math.min(24, columns - 68));
}

function labels({ loss, samplesPerSecond, secondsLeft }: Progress): Record<"loss" | "rate" | "left", string> {
  return { loss: loss.toFixed(4), rate: thousands(samplesPerSecond), left: duration(secondsLeft) };
}

function epochLine(record: EpochRecord, epochs: number): string {
  const { epoch, trainLoss, trainAccuracy, testLoss, testAccuracy, seconds } = record;
  return (
    `epoch ${epoch}/${epochs}: train loss ${trainLoss.toFixed(4)}, accuracy ${percent(trainAccuracy)}; ` +
    `test loss ${testLoss.toFixed(4)}, accuracy ${percent(testAccuracy)}; ${duration(seconds)}\n`
  );
}
