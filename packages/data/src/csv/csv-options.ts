import { inWords, requireInteger } from "@cambium/tensor/checks";
import type { NumberFormat } from "./number-format.ts";

/** What a column holds: numbers, categories (of which all may be named), or nothing that is wanted. */
export type ColumnType = "number" | "category" | "ignore" | readonly string[];

/** How a CSV file is read. */
export interface CsvOptions extends NumberFormat {
  /** Whether the first row names the columns. Default: true. */
  readonly header?: boolean;
  /** Names of the columns, if no row has them. Default: "0", "1" and so on. */
  readonly columnNames?: readonly string[];
  /** Character between values. Default: a comma. */
  readonly delimiter?: string;
  /** Rows before the header, or before the data if there is none, that are left out. Default: 0. */
  readonly skipRows?: number;
  /**
   * Types of columns, by name. Default: numbers, if in the first 1000 rows at least nine of ten values of the column are
   * (so that a typing error is an error); else categories, numbered as they first occur. A column without any value there
   * counts as one of numbers.
   *
   * A number is written in decimal digits, with an optional sign, fraction and exponent; spaces around it do not count.
   * `inf` and `infinity`, in any case and with an optional sign, are infinite, as are numbers beyond the range of float64
   * (`1e400`). Hexadecimal numbers (`0x1f`), percentages, amounts with a currency, dates and times are not numbers.
   */
  readonly types?: Readonly<Record<string, ColumnType>>;
  /**
   * Texts that stand for a missing value. Default: nothing, NA, N/A, n/a, #N/A, #NA, <NA>, NaN, nan, -NaN, -nan, NULL, null,
   * None.
   */
  readonly missing?: readonly string[];
  /**
   * What becomes of a missing value: an error, its row is left out, or it is kept as NaN in numbers and -1 in
   * categories. Default: "throw".
   */
  readonly onMissing?: "throw" | "skip" | "keep";
  /**
   * What becomes of a row that has not as many values as there are columns, or a value that is not a number or not a
   * category of those named: an error, or it is left out. Default: "throw".
   */
  readonly onError?: "throw" | "skip";
  /** What the file is, for messages. Default: the path, if the source knows it; else "the CSV". */
  readonly name?: string;
}

/** The names of {@link CsvOptions}. */
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

/** Checks options that the rows do not show to be wrong. */
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
