import { DataError } from "../errors.ts";
import type { ColumnReader } from "./column-reader.ts";
import type { CsvOptions } from "./csv-options.ts";
import type { CsvRecord } from "./records.ts";

/** Last blank character in ASCII. */
const SPACE = 32;
const defaultMissing: readonly string[] = [
  "",
  "NA",
  "N/A",
  "n/a",
  "#N/A",
  "<NA>",
  "NaN",
  "nan",
  "-NaN",
  "-nan",
  "#NA",
  "NULL",
  "null",
  "None",
];

/** A row converted to numbers. */
export interface NumberRow {
  readonly row: number;
  /** One value for each column that is not ignored. */
  readonly values: Float64Array;
  /** Indices, within `values`, of the missing values. */
  readonly missing: readonly number[];
}

function checkWidth(op: string, { row, values }: CsvRecord, width: number, file: string): void {
  if (values.length === width) return;
  throw new DataError(
    `${op}: a row has ${values.length} values, but there are ${width} columns: ${file}, row ${row}. ` +
      "Mend the row, or give the right delimiter.",
  );
}

/** Returns a function that recognizes the strings that mark a missing value. */
export function missingTest({ missing = defaultMissing }: CsvOptions): (text: string) => boolean {
  const texts = new Set(missing);
  const longest = missing.reduce((most, text) => Math.max(most, text.length), 0);
  // Most values are too long and not padded. Looking them up would take most of the time.
  return (text) => (text.length <= longest || isPadded(text)) && texts.has(text.trim());
}

function isPadded(text: string): boolean {
  return text.charCodeAt(0) <= SPACE || text.charCodeAt(text.length - 1) <= SPACE;
}

/**
 * Returns a function that converts a row to numbers.
 *
 * @throws {DataError} If the row has another number of values than there are columns, or one cannot be converted.
 */
export function numberRows(
  op: string,
  readers: readonly ColumnReader[],
  isMissing: (text: string) => boolean,
  file: string,
): (record: CsvRecord) => NumberRow {
  const wanted = readers.flatMap((reader, place) => (reader.kind === "ignore" ? [] : [{ reader, place }]));
  return (record) => {
    checkWidth(op, record, readers.length, file);
    const { row, values: texts } = record;
    const values = new Float64Array(wanted.length);
    let missing = nothing;
    for (let column = 0; column < wanted.length; column++) {
      const { reader, place } = wanted[column] as (typeof wanted)[number];
      const text = texts[place] as string;
      if (isMissing(text)) {
        missing = [...missing, column];
        values[column] = reader.missing;
      } else values[column] = reader.read(op, text, row, file);
    }
    return { row, values, missing };
  };
}

const nothing: readonly number[] = [];

/** Row and column of the first missing value of a row, for messages. */
export function placeOfMissing({ row, missing }: NumberRow, columns: readonly ColumnReader[]): string {
  return `row ${row}, column ${JSON.stringify(columns[missing[0] as number]?.name)}`;
}
