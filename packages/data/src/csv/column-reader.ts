import { DataError } from "../errors.ts";
import type { ColumnType } from "./csv-options.ts";

/** Converts the values of one column to numbers. */
export class ColumnReader {
  readonly name: string;
  readonly kind: "number" | "category" | "ignore";
  /** Categories found so far, in the order of their indices. */
  readonly categories: string[];
  readonly #indices: Map<string, number>;
  readonly #closed: boolean;
  readonly #parse: (text: string) => number | undefined;

  /** @param parse Parses a number; returns undefined if the string is not a number. */
  constructor(name: string, type: ColumnType, parse: (text: string) => number | undefined) {
    this.name = name;
    this.kind = typeof type === "string" ? type : "category";
    this.categories = typeof type === "string" ? [] : [...type];
    this.#indices = new Map(this.categories.map((category, index) => [category, index]));
    this.#closed = typeof type !== "string";
    this.#parse = parse;
  }

  /** Number that represents a missing value. */
  get missing(): number {
    return this.kind === "number" ? Number.NaN : -1;
  }

  /**
   * Returns the number that a string states, or the index of its category.
   *
   * @throws {DataError} If it is not a number, or not one of the categories.
   */
  read(op: string, text: string, row: number, file: string): number {
    return this.kind === "number" ? this.#number(op, text, row, file) : this.#index(op, text, row, file);
  }

  #number(op: string, text: string, row: number, file: string): number {
    const value = this.#parse(text);
    if (value !== undefined) return value;
    throw new DataError(
      `${op}: a value is not a number: ${file}, row ${row}, column ${JSON.stringify(this.name)}: ` +
        `${JSON.stringify(text)}. Mend it, or state types: { ${JSON.stringify(this.name)}: "category" }.`,
    );
  }

  #index(op: string, text: string, row: number, file: string): number {
    const known = this.#indices.get(text);
    if (known !== undefined) return known;
    if (this.#closed) {
      throw new DataError(
        `${op}: a category is unknown: ${file}, row ${row}, column ${JSON.stringify(this.name)}: ` +
          `${JSON.stringify(text)} is none of the ${this.categories.length} named. Add it to types.`,
      );
    }
    this.#indices.set(text, this.categories.length);
    return this.categories.push(text) - 1;
  }
}
