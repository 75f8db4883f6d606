/** Finds the ends of rows in text that arrives in parts. Scans each part once, however long a row is. */
export class RowEnds {
  readonly #delimiter: string;
  #quoted = false;
  /** True if a quote at the start of the next part would open a value. */
  #opens = true;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** Index after the end of the last row in the next part; 0 if no row ends in it. */
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

  /**
   * Handles a quote. At the start of a value it opens it, and inside it closes it. Directly after a closing quote it is an escaped
   * quote and reopens the value. Anywhere else it is an ordinary character.
   */
  #pass(): void {
    const wasQuoted = this.#quoted;
    this.#quoted = !wasQuoted && this.#opens;
    this.#opens = wasQuoted;
  }

  #isBoundary(character: string): boolean {
    return character === this.#delimiter || character === "\n" || character === "\r";
  }
}
