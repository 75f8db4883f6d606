import { DataError } from "../errors.ts";
import { ColumnReader } from "./column-reader.ts";
import { checkColumn, readHeader } from "./csv-header.ts";
import { type CsvOptions, checkCsvOptions } from "./csv-options.ts";
import type { GrowingReport } from "./csv-report.ts";
import { type CsvSource, nameOf, requireSource } from "./csv-source.ts";
import { guessType } from "./guess-type.ts";
import { adviceOnNumbers } from "./look-alikes.ts";
import { numberReader } from "./number-format.ts";
import { missingTest, type NumberRow, numberRows } from "./number-rows.ts";
import { type CsvRecord, records } from "./records.ts";

/** Rows converted to numbers, and their columns. */
export interface CsvRows {
  /** Columns that are not ignored. */
  readonly columns: readonly ColumnReader[];
  readonly blocks: AsyncIterable<NumberRow[]>;
  /** Name of the file. */
  readonly name: string;
  /** Closes the source. Must be called when the loop ends, also after an error. */
  readonly close: () => Promise<unknown>;
}

/**
 * Reads the header, determines the types of the columns, and reads the rows on demand.
 *
 * @param report Collects broken rows that are left out, and warnings.
 * @throws {DataError} If there is no row, a name is repeated, or a row has another number of values than there are columns.
 * @throws {RangeError} If an option is out of range or names a column that does not exist.
 */
export async function csvRows(
  op: string,
  source: CsvSource,
  options: CsvOptions,
  report: GrowingReport,
): Promise<CsvRows> {
  requireSource(op, source);
  checkCsvOptions(op, options);
  const { delimiter = ",", name = nameOf(source) } = options;
  const blocks = records(op, source, delimiter, name);
  try {
    return await judged(op, blocks, options, name, report);
  } catch (error) {
    await blocks.return();
    throw error;
  }
}

async function judged(
  op: string,
  blocks: AsyncGenerator<CsvRecord[], void, undefined>,
  options: CsvOptions,
  name: string,
  report: GrowingReport,
): Promise<CsvRows> {
  const { types = {}, onError = "throw" } = options;
  const { names, sample } = await readHeader(op, blocks, options, name);
  for (const column of Object.keys(types)) checkColumn(op, "types", column, names);
  const isMissing = missingTest(options);
  const whole = sample.filter(({ values }) => values.length === names.length);
  const parse = numberReader(options);
  const readers = names.map((column, place) => {
    const stated = Object.hasOwn(types, column) ? types[column] : undefined;
    if (stated !== undefined) return new ColumnReader(column, stated, parse);
    const texts = whole.map(({ values }) => values[place] as string).filter((text) => !isMissing(text));
    const type = guessType(texts, parse);
    const advice = type === "category" ? adviceOnNumbers(texts, column) : undefined;
    if (advice !== undefined) report.warn(`${op}: ${name}: ${advice}`);
    return new ColumnReader(column, type, parse);
  });
  const toNumberRow = numberRows(op, readers, isMissing, name);
  const toNumbers = (rows: readonly CsvRecord[]): NumberRow[] =>
    onError === "throw" ? rows.map(toNumberRow) : rows.flatMap((row) => attempt(toNumberRow, row, report));
  return {
    name,
    columns: readers.filter(({ kind }) => kind !== "ignore"),
    blocks: inTurn(sample, blocks, toNumbers),
    close: () => blocks.return(),
  };
}

async function* inTurn(
  sample: readonly CsvRecord[],
  blocks: AsyncGenerator<CsvRecord[], void, undefined>,
  toNumbers: (rows: readonly CsvRecord[]) => NumberRow[],
): AsyncGenerator<NumberRow[], void, undefined> {
  yield toNumbers(sample);
  for await (const block of blocks) yield toNumbers(block);
}

/** Returns the row as numbers, or no row if that fails. */
function attempt(
  toNumberRow: (row: CsvRecord) => NumberRow,
  row: CsvRecord,
  report: GrowingReport,
): NumberRow[] {
  try {
    return [toNumberRow(row)];
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    report.skip(error.message);
    return [];
  }
}
