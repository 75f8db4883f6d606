import { DataError } from "../errors.ts";
import type { ColumnType } from "./csv-options.ts";

const SPACE = 32;
const NINE = 57;

/** Turns the texts of one column into numbers. */
export class ColumnReader {
  readonly name: string;
  readonly kind: "number" | "category" | "ignore";
  /** The categories so far, in the order of their indices. */
  readonly categories: string[];
  readonly #indices: Map<string, number>;
  readonly #closed: boolean;

  constructor(name: string, type: ColumnType) {
    this.name = name;
    this.kind = typeof type === "string" ? type : "category";
    this.categories = typeof type === "string" ? [] : [...type];
    this.#indices = new Map(this.categories.map((category, index) => [category, index]));
    this.#closed = typeof type !== "string";
  }

  /** What stands for a missing value. */
  get missing(): number {
    return this.kind === "number" ? Number.NaN : -1;
  }

  /**
   * The number of a text: what it says, or the index of its category.
   *
   * @throws {DataError} If it is neither.
   */
  read(op: string, text: string, row: number, file: string): number {
    return this.kind === "number" ? this.#number(op, text, row, file) : this.#index(op, text, row, file);
  }

  #number(op: string, text: string, row: number, file: string): number {
    const value = parseNumber(text);
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

/** The finite number that a text is, if it is one. */
export function parseNumber(text: string): number | undefined {
  const value = Number(text);
  if (!Number.isFinite(value)) return undefined;
  // Nothing but spaces counts as 0 there, and 0x1f, a name more likely, as 31.
  return (value === 0 && text.trim() === "") || hasPrefix(text) ? undefined : value;
}

/** Tells numbers in base 2, 8 and 16; most texts show by their second character that they are not. */
function hasPrefix(text: string): boolean {
  return (text.charCodeAt(1) > NINE || text.charCodeAt(0) <= SPACE) && /^\s*0[box]/i.test(text);
}
