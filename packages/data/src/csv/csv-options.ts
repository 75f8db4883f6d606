import { inWords, requireInteger } from "@cambium/tensor/checks";
import type { NumberFormat } from "./number-format.ts";

/** Type of a column: numbers, categories (any, or only those listed), or ignored. */
export type ColumnType = "number" | "category" | "ignore" | readonly string[];

/** Options of `readCsv` and `csvStream`. */
export interface CsvOptions extends NumberFormat {
  /** True if the first row contains the names of the columns. Default: true. */
  readonly header?: boolean;
  /** Names of the columns, instead of those in the header. Default without a header: "0", "1" and so on. */
  readonly columnNames?: readonly string[];
  /** Character between values. Default: a comma. */
  readonly delimiter?: string;
  /** Number of rows to leave out at the start of the file, before the header. Default: 0. */
  readonly skipRows?: number;
  /**
   * Types of columns, by name. By default a column holds numbers if at least nine of ten values in the first 1000 rows are
   * numbers; the others are then errors. Otherwise it holds categories, numbered in the order of their first occurrence. A
   * column without any value in these rows counts as numeric.
   *
   * A number is written in decimal digits, with an optional sign, fraction and exponent; spaces around it do not count.
   * `inf` and `infinity`, in any case and with an optional sign, are infinite, as are numbers beyond the range of float64
   * (`1e400`). Hexadecimal numbers (`0x1f`), percentages, amounts with a currency, dates and times are not numbers.
   */
  readonly types?: Readonly<Record<string, ColumnType>>;
  /**
   * Strings that mark a missing value. Default: the empty string, NA, N/A, n/a, #N/A, #NA, <NA>, NaN, nan, -NaN, -nan, NULL, null,
   * None.
   */
  readonly missing?: readonly string[];
  /**
   * Treatment of missing values: "throw" raises an error, "skip" leaves the row out, "keep" stores NaN for a number and −1
   * for a category. Default: "throw".
   */
  readonly onMissing?: "throw" | "skip" | "keep";
  /**
   * Treatment of broken rows, which have another number of values than there are columns, a value that is not a number, or
   * an unlisted category: "throw" raises an error, "skip" leaves the row out. Default: "throw".
   */
  readonly onError?: "throw" | "skip";
  /** Name of the file, for messages. Default: the path if the source has one, otherwise "the CSV". */
  readonly name?: string;
}

/** Names of {@link CsvOptions}. */
export const csvNames = [
  "header",
  "columnNames",
  "delimiter",
  "skipRows",
  "decimal",
  "thousands",
  "types",
  "missing",
  "onMissing",
  "onError",
  "name",
] as const;

/** Checks the options that do not depend on the contents of the file. */
export function checkCsvOptions(op: string, options: CsvOptions): void {
  const { delimiter = ",", skipRows = 0, onMissing = "throw", onError = "throw" } = options;
  if (delimiter.length !== 1 || delimiter === '"' || delimiter === "\n" || delimiter === "\r") {
    throw new RangeError(
      `${op}: delimiter must be one character, no quote and no end of line: got ${JSON.stringify(delimiter)}.`,
    );
  }
  requireInteger(op, "skipRows", skipRows, 0);
  checkNumberFormat(op, options);
  if (!["throw", "skip", "keep"].includes(onMissing)) {
    throw new RangeError(
      `${op}: onMissing must be "throw", "skip" or "keep": got ${JSON.stringify(onMissing)}.`,
    );
  }
  if (onError !== "throw" && onError !== "skip")
    throw new RangeError(`${op}: onError must be "throw" or "skip": got ${JSON.stringify(onError)}.`);
}

function checkNumberFormat(op: string, { decimal = ".", thousands }: CsvOptions): void {
  for (const [option, value] of Object.entries({ decimal, thousands })) {
    if (value === undefined || (typeof value === "string" && /^[^\p{L}\p{N}+\-−"\r\n]$/u.test(value)))
      continue;
    throw new RangeError(
      `${op}: ${option} must be one character, no letter, digit, sign, quote or end of line: got ${inWords(value)}.`,
    );
  }
  if (decimal === thousands)
    throw new RangeError(`${op}: decimal and thousands must differ: got ${inWords(decimal)} for both.`);
}
