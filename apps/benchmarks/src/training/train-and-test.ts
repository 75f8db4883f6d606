import { type Examples, subset } from "@cambium/data";
import { memory, resetPeakMemory } from "@cambium/tensor";
import type { Terminal } from "../terminal.ts";
import { evaluate } from "./evaluate.ts";
import { listenForInterruption } from "./interruption.ts";
import type { Cost, Outcome } from "./outcome.ts";
import { progressView } from "./progress.ts";
import { type Trained, Trainer, type TrainerOptions } from "./trainer.ts";

/** Largest number of test images after an interruption. */
const hastyTestSize = 1000;

/** Trains with a display of the progress, and evaluates on training and test images. Ctrl-C ends the training only. */
export async function trainAndTest(
  options: Omit<TrainerOptions, "signal" | "view">,
  { out, err }: Terminal,
): Promise<Outcome> {
  const view = progressView(out);
  const { signal, release } = listenForInterruption(() => {
    view.pause();
    err.write("interrupted: testing and writing the report; press Ctrl-C again to leave at once\n");
  });
  resetPeakMemory();
  try {
    const trained = await new Trainer({ ...options, signal, view }).run();
    const test = trained.lastTest ?? (await evaluate(options.model, first(options.test, hastyTestSize)));
    const train = await evaluate(options.model, first(options.train, test.predictions.length));
    return { history: trained.history, cost: costOf(trained), train, test, interrupted: signal.aborted };
  } finally {
    release();
  }
}

/** The first examples, at most `count`. */
function first(examples: Examples, count: number): Examples {
  return subset(
    examples,
    Uint32Array.from({ length: Math.min(count, examples.length) }, (_, index) => index),
  );
}

function costOf({ samples, seconds }: Trained): Cost {
  return {
    samples,
    seconds,
    peakTensorBytes: memory().peakBytes,
    peakProcessBytes: 1024 * process.resourceUsage().maxRSS,
  };
}
