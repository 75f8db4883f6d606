/** Rows that were left out of a CSV file, and warnings about its columns. */
export interface CsvReport {
  /** Number of rows that were left out. */
  readonly skipped: number;
  /** Reasons for the first 100 of them. Each names row and column. */
  readonly skippedReasons: readonly string[];
  /** Warnings about columns that consist of digits and separators, but were read as categories. */
  readonly warnings: readonly string[];
}

/** Number of reasons that are kept. */
const KEPT = 100;

/** Report that is filled while rows are read. */
export class GrowingReport implements CsvReport {
  readonly skippedReasons: string[] = [];
  readonly warnings: string[] = [];
  #skipped = 0;

  get skipped(): number {
    return this.#skipped;
  }

  /** Counts a row that is left out. */
  skip(reason: string): void {
    this.#skipped++;
    if (this.skippedReasons.length < KEPT) this.skippedReasons.push(reason);
  }

  warn(text: string): void {
    this.warnings.push(text);
  }
}
