import { DataError } from "../errors.ts";
import type { CsvOptions } from "./csv-options.ts";
import type { CsvRecord } from "./records.ts";

/** Number of rows that determine the type of a column. */
const SAMPLE_ROWS = 1000;

/**
 * Reads the names of the columns and the first rows.
 *
 * @throws {DataError} If there is no row, or names repeat.
 * @throws {RangeError} If the number of `columnNames` is not the number of columns.
 */
export async function readHeader(
  op: string,
  blocks: AsyncGenerator<CsvRecord[], void, undefined>,
  { header = true, columnNames, skipRows = 0 }: CsvOptions,
  name: string,
): Promise<{ names: readonly string[]; sample: CsvRecord[] }> {
  const rows: CsvRecord[] = [];
  while (rows.length < skipRows + 1 + SAMPLE_ROWS) {
    const next = await blocks.next();
    if (next.done) break;
    for (const record of next.value) rows.push(record);
  }
  const wanted = rows.slice(skipRows);
  const first = wanted[0];
  if (!first) throw new DataError(`${op}: there are no rows: ${name}. Get the file again.`);
  if (columnNames && columnNames.length !== first.values.length) {
    throw new RangeError(
      `${op}: columnNames must have one name for each column: ${name} begins with ${first.values.length} values, ` +
        `got ${columnNames.length} names.`,
    );
  }
  const found = first.values.map((text, place) => (header ? text.trim() : String(place)));
  const names = columnNames ?? found;
  checkNames(op, names, name);
  return { names, sample: header ? wanted.slice(1) : wanted };
}

function checkNames(op: string, names: readonly string[], file: string): void {
  const twice = names.find((column, place) => names.indexOf(column) !== place);
  if (twice !== undefined) {
    throw new DataError(
      `${op}: two columns have one name: ${file}: ${JSON.stringify(twice)}. Give columnNames.`,
    );
  }
}

/** Checks that an option names an existing column. */
export function checkColumn(op: string, option: string, column: string, names: readonly string[]): void {
  if (names.includes(column)) return;
  throw new RangeError(
    `${op}: ${option} names a column that is not there: ${JSON.stringify(column)}. ` +
      `There are ${names.map((one) => JSON.stringify(one)).join(", ")}.`,
  );
}
