import { DataError } from "../errors.ts";
import { type CsvSource, textOf } from "./csv-source.ts";
import { parseRows, QuoteError } from "./parse-rows.ts";
import { RowEnds } from "./row-ends.ts";

/** A row of a CSV file. */
export interface CsvRecord {
  /** Row number, counted from 1 as in a spreadsheet. A value with line breaks counts as one row. */
  readonly row: number;
  readonly values: readonly string[];
}

/** Maximum length of a row, in characters. A longer row has an unclosed quote. */
const MAX_ROW = 2 ** 24;

/**
 * Reads the rows of a CSV file in blocks, without empty rows. Holds no more text in memory than one part of the source and
 * one row.
 *
 * @throws {DataError} If a quoted value is malformed or does not end.
 * @see RFC 4180: Common Format and MIME Type for Comma-Separated Values (CSV) Files.
 */
export async function* records(
  op: string,
  source: CsvSource,
  delimiter: string,
  name: string,
): AsyncGenerator<CsvRecord[], void, undefined> {
  const ends = new RowEnds(delimiter);
  const held = new HeldText();
  let row = 1;
  for await (const part of textOf(op, source, name)) {
    const text = row === 1 && held.length === 0 ? part.replace(/^\uFEFF/, "") : part;
    const end = ends.lastIn(text);
    if (end > 0) {
      const block = parse(op, held.take() + text.slice(0, end), delimiter, row, name);
      row += block.length;
      yield block.filter(isFilled);
    }
    held.add(text.slice(end));
    if (held.length > MAX_ROW) {
      throw new DataError(
        `${op}: a quoted value does not end: ${name}, in the row ${row} or after it, ${held.length} characters. ` +
          "Close the quote, or double quotes within values.",
      );
    }
  }
  if (held.length > 0) yield parse(op, held.take(), delimiter, row, name).filter(isFilled);
}

/** Collects strings, and joins them when they are taken. */
class HeldText {
  #parts: string[] = [];
  length = 0;

  add(part: string): void {
    if (part !== "") this.#parts.push(part);
    this.length += part.length;
  }

  take(): string {
    const text = this.#parts.join("");
    this.#parts = [];
    this.length = 0;
    return text;
  }
}

function isFilled({ values }: CsvRecord): boolean {
  return values.length > 1 || values[0] !== "";
}

function parse(op: string, text: string, delimiter: string, firstRow: number, name: string): CsvRecord[] {
  try {
    return parseRows(text, delimiter).map((values, index) => ({ row: firstRow + index, values }));
  } catch (error) {
    if (!(error instanceof QuoteError)) throw error;
    throw new DataError(
      `${op}: a quoted value is malformed: ${name}, row ${firstRow + error.row}: ${error.message}. ` +
        "Close the quote, or double quotes within values.",
    );
  }
}
