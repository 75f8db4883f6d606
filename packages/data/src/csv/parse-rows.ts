const QUOTE = 34;
const SPACE = 32;
const NEWLINE = 10;
const RETURN = 13;

/** Error about a malformed quoted value. */
export class QuoteError extends Error {
  /** Number of rows before that of the value. */
  readonly row: number;

  constructor(row: number, reason: string) {
    super(reason);
    this.row = row;
  }
}

/**
 * Splits whole rows of a CSV file into values. Rows end with a line feed, a carriage return, or both. A value that starts
 * with a quote extends to the closing quote and keeps its line breaks.
 *
 * @param text Whole rows; the line break after the last one is optional.
 * @throws {QuoteError} If a quoted value is followed by other text, or does not end.
 * @see RFC 4180: Common Format and MIME Type for Comma-Separated Values (CSV) Files, §2.
 */
export function parseRows(text: string, delimiter: string): string[][] {
  return text.includes('"') ? new QuotedRows(text, delimiter).read() : plainRows(text, delimiter);
}

function plainRows(text: string, delimiter: string): string[][] {
  const lines = (text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text).split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => line.split(delimiter));
}

/** Parser for text that contains quoted values. */
class QuotedRows {
  readonly #text: string;
  readonly #delimiter: number;
  readonly #rows: string[][] = [];
  #at = 0;

  constructor(text: string, delimiter: string) {
    this.#text = text;
    this.#delimiter = delimiter.charCodeAt(0);
  }

  read(): string[][] {
    while (this.#at < this.#text.length) this.#rows.push(this.#row());
    return this.#rows;
  }

  #row(): string[] {
    const values: string[] = [];
    for (;;) {
      values.push(this.#text.charCodeAt(this.#at) === QUOTE ? this.#quoted() : this.#plain());
      const end = this.#text.charCodeAt(this.#at++);
      if (end === this.#delimiter) continue;
      if (end === RETURN && this.#text.charCodeAt(this.#at) === NEWLINE) this.#at++;
      return values;
    }
  }

  #plain(): string {
    const start = this.#at;
    while (!this.#isEnd(this.#text.charCodeAt(this.#at))) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  #quoted(): string {
    const start = this.#at + 1;
    let close = this.#text.indexOf('"', start);
    while (close !== -1 && this.#text.charCodeAt(close + 1) === QUOTE)
      close = this.#text.indexOf('"', close + 2);
    if (close === -1) throw new QuoteError(this.#rows.length, "Quoted field unterminated");
    this.#at = close + 1;
    while (this.#text.charCodeAt(this.#at) === SPACE && this.#delimiter !== SPACE) this.#at++;
    if (!this.#isEnd(this.#text.charCodeAt(this.#at)))
      throw new QuoteError(this.#rows.length, "Trailing quote on quoted field is malformed");
    return this.#text.slice(start, close).replaceAll('""', '"');
  }

  /** Reports whether a character ends a value. NaN represents the end of the text. */
  #isEnd(code: number): boolean {
    return code === this.#delimiter || code === NEWLINE || code === RETURN || Number.isNaN(code);
  }
}
