/** What a column holds: numbers, categories (of which all may be named), or nothing that is wanted. */
export type ColumnType = "number" | "category" | "ignore" | readonly string[];

/** How a CSV file is read. */
export interface CsvOptions {
  /** Whether the first row names the columns. Default: true. */
  readonly header?: boolean;
  /** Names of the columns, if no row has them. Default: "0", "1" and so on. */
  readonly columnNames?: readonly string[];
  /** What stands between values. Default: a comma. */
  readonly delimiter?: string;
  /** Rows before the header, or before the data if there is none, that are left out. Default: 0. */
  readonly skipRows?: number;
  /**
   * What columns hold, by name. Default: numbers, if the first 1000 rows have nothing else in that column; else
   * categories, numbered as they first occur.
   */
  readonly types?: Readonly<Record<string, ColumnType>>;
  /** What stands for a missing value. Default: nothing, NA, N/A, NaN, nan, null. */
  readonly missing?: readonly string[];
  /**
   * What becomes of a missing value: an error, its row is left out, or it is kept as NaN in numbers and -1 in
   * categories. Default: "error".
   */
  readonly onMissing?: "error" | "skip" | "keep";
  /** What the file is, for messages. Default: "the CSV". */
  readonly name?: string;
}

/** Checks options that the rows do not show to be wrong. */
export function checkCsvOptions(
  op: string,
  { delimiter = ",", skipRows = 0, onMissing = "error" }: CsvOptions,
): void {
  if (delimiter.length !== 1 || delimiter === '"' || delimiter === "\n" || delimiter === "\r") {
    throw new RangeError(
      `${op}: delimiter must be one character, no quote and no end of line: got ${JSON.stringify(delimiter)}.`,
    );
  }
  if (!Number.isSafeInteger(skipRows) || skipRows < 0) {
    throw new RangeError(`${op}: skipRows must be a whole number of at least 0: got ${skipRows}.`);
  }
  if (!["error", "skip", "keep"].includes(onMissing)) {
    throw new RangeError(
      `${op}: onMissing must be "error", "skip" or "keep": got ${JSON.stringify(onMissing)}.`,
    );
  }
}
