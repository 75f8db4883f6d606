import { join } from "node:path";
import type { Layer } from "@cambium/layers";
import { initialize, parameterCount, parameters } from "@cambium/module";
import { Rng, setDefaultBackend } from "@cambium/tensor";
import { type Command, Option } from "commander";
import { type BackendName, backends } from "../backends.ts";
import { type AugmentationName, augmentations, type MixName, mixes } from "../data/augmentations.ts";
import type { TrainAndTest } from "../data/data-set.ts";
import { type DataSetName, dataSets, loadDataSet } from "../data/data-sets.ts";
import { trainingBatches } from "../data/training-batches.ts";
import { duration, thousands } from "../format.ts";
import { disposeModel } from "../models/dispose-model.ts";
import { learningRates, type ModelName, models } from "../models/models.ts";
import { positiveNumber, wholeNumber } from "../option-values.ts";
import { prepareOutputFolder } from "../output-folder.ts";
import type { Settings } from "../report/report.ts";
import { writeReport } from "../report/write-report.ts";
import { summaryTable } from "../summary.ts";
import type { Terminal } from "../terminal.ts";
import { interruptedExitCode } from "../training/interruption.ts";
import { trainAndTest } from "../training/train-and-test.ts";

/** Options of `train`. */
interface TrainOptions {
  readonly model: ModelName;
  readonly data: DataSetName;
  readonly dataDir?: string;
  readonly samples?: number;
  readonly testSamples?: number;
  readonly augment: readonly AugmentationName[];
  readonly mix?: MixName;
  readonly workers: number;
  readonly backend: BackendName;
  readonly threads?: number;
  readonly epochs: number;
  readonly batch: number;
  readonly lr: number;
  readonly seed: number;
  readonly out?: string;
}

/** Adds the command `train` to a command line. `done` is called with the exit code. */
export function addTrainCommand(
  program: Command,
  terminal: Terminal,
  done: (exitCode: number) => void,
): void {
  const choice = (flags: string, text: string, names: object, preset: string): Option =>
    new Option(flags, text).choices(Object.keys(names)).default(preset);
  program
    .command("train")
    .description("Trains a network to classify images, and writes a report.")
    .addOption(choice("--model <name>", "network", models, "cnn"))
    .addOption(choice("--data <name>", "images", dataSets, "digits"))
    .option(
      "--data-dir <folder>",
      "folder with the files of the data set (default: downloaded once and cached)",
    )
    .option("--samples <count>", "train on this many images only, the first ones", wholeNumber(1))
    .option("--test-samples <count>", "test on this many images only, the first ones", wholeNumber(1))
    .addOption(
      new Option("--augment <names...>", "random transforms of each training image, in this order")
        .choices(Object.keys(augmentations))
        .default([], "none"),
    )
    .addOption(
      new Option("--mix <name>", "mix of the images in each training batch").choices(Object.keys(mixes)),
    )
    .option("--workers <count>", "threads for augmentation; 0: the main thread", wholeNumber(0), 1)
    .addOption(choice("--backend <name>", "backend", backends, "cpu-wasm"))
    .option("--threads <count>", "threads to compute with (default: number of processors)", wholeNumber(1))
    .option("--epochs <count>", "epochs of training", wholeNumber(1), 3)
    .option("--batch <count>", "batch size", wholeNumber(1), 64)
    .option(
      "--lr <rate>",
      `initial learning rate of Adam; it decays to 0 (default: ${rates()})`,
      positiveNumber,
    )
    .option("--seed <number>", "equal seeds give equal runs", wholeNumber(0), 1)
    .option("--out <folder>", "folder for the report (default: runs/MODEL-DATA)")
    .action(async (options: Omit<TrainOptions, "lr"> & { readonly lr?: number }, command: Command) => {
      const complete = { lr: learningRates[options.model], ...options };
      done(await train(complete, settingsOf(complete, command.options), terminal));
    });
}

/** Default learning rates of the networks, for the help. */
function rates(): string {
  return Object.entries(learningRates)
    .map(([model, rate]) => `${model} ${rate}`)
    .join(", ");
}

/** Trains with these options. Returns the exit code. */
async function train(options: TrainOptions, settings: Settings, terminal: Terminal): Promise<number> {
  const { out = join("runs", `${options.model}-${options.data}`) } = options;
  await prepareOutputFolder(out);
  setDefaultBackend(await backends[options.backend](options.threads));
  const rng = new Rng(options.seed);
  const images = await loadImages(options, rng.fork("data"), terminal);
  const { shape, classNames } = images.train;
  const model = initialize(models[options.model](shape, classNames.length), rng.fork("init"));
  terminal.out.write(`${options.model}: ${thousands(parameterCount(model))} parameters\n`);
  try {
    return await trainAndReport(
      { options, settings, out, model, images, rng: rng.fork("training") },
      terminal,
    );
  } finally {
    disposeModel(model);
  }
}

/** A training run that is ready to start. */
interface Prepared {
  readonly options: TrainOptions;
  readonly settings: Settings;
  /** Folder for the report. */
  readonly out: string;
  readonly model: Layer;
  readonly images: TrainAndTest;
  readonly rng: Rng;
}

async function trainAndReport(run: Prepared, terminal: Terminal): Promise<number> {
  const { options, settings, out, model, images, rng } = run;
  const { epochs, lr: learningRate } = options;
  const batches = await trainingBatches(images.train, { ...options, rng: rng.fork("batches") });
  const training = { model, ...images, batches, epochs, learningRate, rng: rng.fork("model") };
  const outcome = await trainAndTest(training, terminal).finally(() => batches.close());
  terminal.out.write(`${summaryTable(outcome)}\n`);
  const report = await writeReport(out, {
    title: `${options.model} on ${dataSets[options.data].title}`,
    settings,
    test: images.test,
    outcome,
    firstWeight: Object.values(parameters(model))[0]!.value,
  });
  terminal.out.write(`report: ${report}\n`);
  return outcome.interrupted ? interruptedExitCode : 0;
}

async function loadImages(options: TrainOptions, rng: Rng, { out }: Terminal): Promise<TrainAndTest> {
  const start = performance.now();
  const images = await loadDataSet(options.data, {
    folder: options.dataDir,
    rng,
    trainSamples: options.samples,
    testSamples: options.testSamples,
    log: (line) => out.write(`${line}\n`),
  });
  const [train, test] = [thousands(images.train.length), thousands(images.test.length)];
  const time = duration((performance.now() - start) / 1000);
  out.write(`${options.data}: ${train} images to train on, ${test} to test on; ready in ${time}\n`);
  return images;
}

/** Options that are set, by their names on the command line and in the order of its help. */
function settingsOf(options: TrainOptions, order: readonly Option[]): Settings {
  const values: Readonly<Record<string, unknown>> = { ...options };
  return Object.fromEntries(
    order
      .map((option) => [option.long!, [values[option.attributeName()] ?? []].flat().join(" ")] as const)
      .filter(([, text]) => text !== ""),
  );
}
