import { checkOptions } from "@cambium/tensor/checks";
import { type IterableDataset, iterable } from "../datasets/iterable-dataset.ts";
import { DataError } from "../errors.ts";
import type { ColumnReader } from "./column-reader.ts";
import { checkColumn } from "./csv-header.ts";
import { type CsvOptions, csvNames } from "./csv-options.ts";
import { type CsvReport, GrowingReport } from "./csv-report.ts";
import { csvRows } from "./csv-rows.ts";
import type { CsvSource } from "./csv-source.ts";
import { placeOfMissing } from "./number-rows.ts";

/** Options of {@link csvStream}. */
export interface CsvStreamOptions extends CsvOptions {
  /** Names of the inputs. Default: all columns but the target. */
  readonly x?: readonly string[];
  /** Name of the target. */
  readonly y: string;
}

/** A row as input and target. */
export interface CsvSample {
  /** Inputs, in the order of `x`. */
  readonly x: Float32Array;
  /** Target: a number, or the index of a category. */
  readonly y: number;
}

/** Rows of a CSV file, read again in each epoch. The report is that of the latest epoch. */
export interface CsvStream extends IterableDataset<CsvSample>, CsvReport {}

/**
 * Streams the rows of a CSV file, which may be larger than memory. Categories are numbered in the order of their first
 * occurrence, unless `types` lists them.
 *
 * @param open Opens the file. It is called once in each epoch.
 * @throws {DataError} In the loop, as `readCsv` does, naming row and column.
 * @throws {RangeError} In the loop, if an option is out of range or names a column that does not exist.
 * @throws {TypeError} If `open` is not a function.
 * @example
 * const rides = csvStream(() => createReadStream("taxi.csv"), { y: "fare", onMissing: "skip" });
 * const training = loader(shuffled(rides, { buffer: 10_000 }), { batchSize: 256, rng, y: { shape: [], dtype: "float32" } });
 */
export function csvStream(open: () => CsvSource, options: CsvStreamOptions): CsvStream {
  if (typeof open !== "function") {
    throw new TypeError(
      'csvStream: the first argument must be a function that opens the file again for each pass: got another value. Write () => csvFile("rows.csv").',
    );
  }
  checkOptions("csvStream", options, ["x", "y", ...csvNames]);
  let latest = new GrowingReport();
  const rows = iterable(() => {
    latest = new GrowingReport();
    return samples(open(), options, latest);
  });
  return {
    ...rows,
    get skipped() {
      return latest.skipped;
    },
    get skippedReasons() {
      return latest.skippedReasons;
    },
    get warnings() {
      return latest.warnings;
    },
  };
}

async function* samples(
  source: CsvSource,
  options: CsvStreamOptions,
  report: GrowingReport,
): AsyncGenerator<CsvSample, void, undefined> {
  const { columns, blocks, name, close } = await csvRows("csvStream", source, options, report);
  const { onMissing = "throw" } = options;
  try {
    const { x, y } = placesOf(columns, options);
    for await (const block of blocks) {
      for (const row of block) {
        if (row.missing.length > 0 && onMissing !== "keep") {
          const place = placeOfMissing(row, columns);
          if (onMissing === "throw") throw missingAt(name, place);
          report.skip(`csvStream: a value is missing: ${name}, ${place}.`);
          continue;
        }
        const inputs = new Float32Array(x.length);
        for (let input = 0; input < x.length; input++)
          inputs[input] = row.values[x[input] as number] as number;
        yield { x: inputs, y: row.values[y] as number };
      }
    }
  } finally {
    await close();
  }
}

function placesOf(columns: readonly ColumnReader[], { x, y }: CsvStreamOptions): { x: number[]; y: number } {
  const names = columns.map(({ name }) => name);
  checkColumn("csvStream", "y", y, names);
  for (const name of x ?? []) checkColumn("csvStream", "x", name, names);
  const inputs = x ?? names.filter((name) => name !== y);
  return { x: inputs.map((name) => names.indexOf(name)), y: names.indexOf(y) };
}

function missingAt(name: string, place: string): DataError {
  return new DataError(
    `csvStream: a value is missing: ${name}: ${place}. ` +
      'Leave such rows out with onMissing: "skip", or keep them as NaN with "keep".',
  );
}
