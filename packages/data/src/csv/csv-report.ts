/** Reasons that are kept. */
const KEPT = 100;

/** Rows that were left out, the reasons for the first 100 of them, and warnings about columns. */
export class CsvReport {
  readonly warnings: string[] = [];
  readonly reasons: string[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(reason: string): void {
    this.#count++;
    if (this.reasons.length < KEPT) this.reasons.push(reason);
  }
}
