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
   * What columns hold, by name. Default: numbers, if in the first 1000 rows at least nine of ten values in that column are
   * (so that a slip of the pen is an error); else categories, numbered as they first occur.
   */
  readonly types?: Readonly<Record<string, ColumnType>>;
  /** What stands for a missing value. Default: nothing, NA, N/A, n/a, #N/A, <NA>, NaN, nan, NULL, null, None. */
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
  "types",
  "missing",
  "onMissing",
  "onError",
  "name",
] as const;

/** Checks options that the rows do not show to be wrong. */
export function checkCsvOptions(
  op: string,
  { delimiter = ",", skipRows = 0, onMissing = "throw", onError = "throw" }: CsvOptions,
): void {
  if (delimiter.length !== 1 || delimiter === '"' || delimiter === "\n" || delimiter === "\r") {
    throw new RangeError(
      `${op}: delimiter must be one character, no quote and no end of line: got ${JSON.stringify(delimiter)}.`,
    );
  }
  if (!Number.isSafeInteger(skipRows) || skipRows < 0) {
    throw new RangeError(`${op}: skipRows must be a whole number of at least 0: got ${skipRows}.`);
  }
  if (!["throw", "skip", "keep"].includes(onMissing)) {
    throw new RangeError(
      `${op}: onMissing must be "throw", "skip" or "keep": got ${JSON.stringify(onMissing)}.`,
    );
  }
  if (onError !== "throw" && onError !== "skip")
    throw new RangeError(`${op}: onError must be "throw" or "skip": got ${JSON.stringify(onError)}.`);
}
