import { checkOptions } from "@cambium/tensor/checks";
import { DataError } from "../errors.ts";
import type { ColumnReader } from "./column-reader.ts";
import { type CsvOptions, csvNames } from "./csv-options.ts";
import { GrowingReport } from "./csv-report.ts";
import { csvRows } from "./csv-rows.ts";
import type { CsvSource } from "./csv-source.ts";
import { type NumberRow, placeOfMissing } from "./number-rows.ts";
import { Table, type TableColumn } from "./table.ts";

/** Number of missing values that an error lists. */
const LISTED = 5;

/**
 * Reads a CSV file into memory as columns of numbers. Categories become indices.
 *
 * @param source Text of the file, its bytes (plain or gzip), or a stream of parts.
 * @throws {DataError} If the file is empty, not UTF-8 or ragged, or a value is missing, not a number, or none of the
 * listed categories. The error names row and column.
 * @throws {RangeError} If an option is out of range.
 * @throws {TypeError} If the source is the path of a file. Use `csvFile(path)`.
 * @see RFC 4180: Common Format and MIME Type for Comma-Separated Values (CSV) Files.
 * @example
 * const table = await readCsv(await readFile("housing.csv"), { onMissing: "skip" });
 * const houses = table.examples({ y: "median_house_value" });
 */
export async function readCsv(source: CsvSource, options: CsvOptions = {}): Promise<Table> {
  checkOptions("readCsv", options, csvNames);
  const { onMissing = "throw" } = options;
  checkIsText(source);
  const report = new GrowingReport();
  const { columns, blocks, name, close } = await csvRows("readCsv", source, options, report);
  const kept = columns.map(() => new GrowingColumn());
  const gaps = new Gaps(columns);
  try {
    for await (const block of blocks) {
      for (const row of block) {
        if (row.missing.length > 0 && onMissing === "throw") gaps.add(row);
        if (row.missing.length > 0 && onMissing === "skip")
          report.skip(`readCsv: a value is missing: ${name}, ${placeOfMissing(row, columns)}.`);
        else for (const [place, column] of kept.entries()) column.push(row.values[place] as number);
      }
    }
  } finally {
    await close();
  }
  gaps.check(name);
  return new Table(
    columns.map((reader, place) => toColumn(reader, (kept[place] as GrowingColumn).values)),
    report,
  );
}

/** Refuses a path in place of the text, which would be read as a header without rows. */
function checkIsText(source: CsvSource): void {
  if (typeof source !== "string" || !/^[^\n\r]+\.(csv|tsv|txt|gz)$/i.test(source)) return;
  throw new TypeError(
    `readCsv: a path stands where the text of the file should: got ${JSON.stringify(source)}. ` +
      `Give csvFile(${JSON.stringify(source)}) of @cambium/data/files.`,
  );
}

function toColumn({ name, kind, categories }: ColumnReader, values: Float64Array): TableColumn {
  return kind === "number" ? { name, values } : { name, values: Int32Array.from(values), categories };
}

/** Positions of missing values. */
class Gaps {
  readonly #columns: readonly ColumnReader[];
  readonly #first: string[] = [];
  #count = 0;

  constructor(columns: readonly ColumnReader[]) {
    this.#columns = columns;
  }

  add({ row, missing }: NumberRow): void {
    for (const column of missing) {
      this.#count++;
      if (this.#first.length < LISTED)
        this.#first.push(`row ${row}, column ${JSON.stringify(this.#columns[column]?.name)}`);
    }
  }

  check(name: string): void {
    if (this.#count === 0) return;
    const others = this.#count - this.#first.length;
    throw new DataError(
      `readCsv: ${this.#count} values are missing: ${name}: ${this.#first.join("; ")}${others > 0 ? `; and ${others} more` : ""}. ` +
        'Leave such rows out with onMissing: "skip", or keep them as NaN with "keep".',
    );
  }
}

/** Array that grows as numbers are added. */
class GrowingColumn {
  #room = new Float64Array(1024);
  #length = 0;

  get values(): Float64Array {
    return this.#room.slice(0, this.#length);
  }

  push(value: number): void {
    if (this.#length === this.#room.length) {
      const larger = new Float64Array(2 * this.#length);
      larger.set(this.#room);
      this.#room = larger;
    }
    this.#room[this.#length++] = value;
  }
}
