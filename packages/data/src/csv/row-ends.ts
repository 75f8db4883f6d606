/** Finds where rows end in text that comes in parts. Each part is looked at once, however long a row is. */
export class RowEnds {
  readonly #delimiter: string;
  #quoted = false;
  /** Whether a quote that comes first in the next part would open a value. */
  #opens = true;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** The place behind the last end of row in the next part; 0 if none ends there. */
  lastIn(part: string): number {
    let end = 0;
    for (let at = 0; at < part.length; ) {
      const quote = part.indexOf('"', at);
      const stop = quote === -1 ? part.length : quote;
      const newline = this.#quoted ? -1 : part.slice(at, stop).lastIndexOf("\n");
      if (newline !== -1) end = at + newline + 1;
      if (stop > at) this.#opens = !this.#quoted && this.#isBoundary(part.charAt(stop - 1));
      if (quote !== -1) this.#pass();
      at = stop + 1;
    }
    return end;
  }

  /** A quote opens a value at its beginning, closes it, or after one that closed shows that it did not; else it is a letter. */
  #pass(): void {
    const wasQuoted = this.#quoted;
    this.#quoted = !wasQuoted && this.#opens;
    this.#opens = wasQuoted;
  }

  #isBoundary(character: string): boolean {
    return character === this.#delimiter || character === "\n" || character === "\r";
  }
}
