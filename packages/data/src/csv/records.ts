import Papa from "papaparse";
import { DataError } from "../errors.ts";
import { type CsvSource, textOf } from "./csv-source.ts";

/** A row of a CSV file. */
export interface CsvRecord {
  /** Its number in the file, from 1, as a spreadsheet shows it; a value with line breaks is in one row. */
  readonly row: number;
  readonly values: readonly string[];
}

/** The longest row, in characters: beyond it, a quote was not closed. */
const MAX_ROW = 2 ** 24;

/**
 * The rows of a CSV file, in blocks; empty ones are left out. Only as much is held as the source gives at a time.
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
  let rest = "";
  let row = 1;
  for await (const part of textOf(op, source, name)) {
    rest = rest === "" ? part.replace(/^\uFEFF/, row === 1 ? "" : "\uFEFF") : rest + part;
    const end = endOfRows(rest);
    if (end > 0) {
      const block = parse(op, rest.slice(0, end), delimiter, row, name);
      rest = rest.slice(end);
      row += block.length;
      yield block.filter(isFilled);
    }
    if (rest.length > MAX_ROW) {
      throw new DataError(
        `${op}: a quoted value does not end: ${name}, in the row ${row} or after it, ${rest.length} characters. ` +
          "Close the quote, or double quotes within values.",
      );
    }
  }
  if (rest !== "") yield parse(op, rest, delimiter, row, name).filter(isFilled);
}

function isFilled({ values }: CsvRecord): boolean {
  return values.length > 1 || values[0] !== "";
}

/** The place behind the last end of line that is not within quotes: one with an even number of quotes before it. */
function endOfRows(text: string): number {
  let end = text.lastIndexOf("\n") + 1;
  let quotes = countQuotes(text, 0, end);
  while (end > 0 && quotes % 2 === 1) {
    const earlier = text.lastIndexOf("\n", end - 2) + 1;
    quotes -= countQuotes(text, earlier, end);
    end = earlier;
  }
  return end;
}

function countQuotes(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('"', start); at !== -1 && at < end; at = text.indexOf('"', at + 1)) count++;
  return count;
}

function parse(op: string, text: string, delimiter: string, firstRow: number, name: string): CsvRecord[] {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  const { data, errors } = Papa.parse<string[]>(lines, { delimiter, newline: "\n" });
  const [error] = errors;
  if (error) {
    throw new DataError(
      `${op}: a quoted value is malformed: ${name}, row ${firstRow + (error.row ?? 0)}: ${error.message}. ` +
        "Close the quote, or double quotes within values.",
    );
  }
  return data.map((values, index) => ({ row: firstRow + index, values }));
}
