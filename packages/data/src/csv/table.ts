import { checkOptions } from "@cambium/tensor/checks";
import { ArrayDataset } from "../datasets/array-dataset.ts";
import { checkColumn } from "./csv-header.ts";
import { type CsvReport, GrowingReport } from "./csv-report.ts";

/** A column of a table. */
export interface TableColumn {
  /** Name from the header. */
  readonly name: string;
  /** Numbers, NaN if missing; or indices of categories, −1 if missing. */
  readonly values: Float64Array | Int32Array;
  /** Categories in the order of their indices; undefined for numbers. */
  readonly categories?: readonly string[];
}

/** Options of {@link Table.examples}. */
export interface TableExamplesOptions {
  /** Names of the inputs. Default: all columns but the target. */
  readonly x?: readonly string[];
  /** Name of the target. Categories become int32 class indices, numbers become float32. */
  readonly y: string;
  /** If true, each category of an input becomes a column of 0 and 1 instead of an index. Default: false. */
  readonly oneHot?: boolean;
}

/** Columns of equal length, read from a file. */
export class Table implements CsvReport {
  /** Columns in the order of the file. */
  readonly columns: readonly TableColumn[];
  readonly skipped: number;
  readonly skippedReasons: readonly string[];

  readonly warnings: readonly string[];

  constructor(columns: readonly TableColumn[], report: CsvReport = new GrowingReport()) {
    this.columns = columns;
    this.skipped = report.skipped;
    this.skippedReasons = report.skippedReasons;
    this.warnings = report.warnings;
  }

  /** Number of rows. */
  get length(): number {
    return this.columns[0]?.values.length ?? 0;
  }

  /**
   * Returns a column by its name.
   *
   * @throws {RangeError} If there is no such column.
   */
  column(name: string): TableColumn {
    const found = this.columns.find((column) => column.name === name);
    if (!found) checkColumn("column", "the name", name, this.#names());
    return found as TableColumn;
  }

  /**
   * Returns the rows as a data set. x is float32 of shape [inputs], in the order of the names.
   *
   * @throws {RangeError} If there is no column of a name.
   * @example
   * const flowers = table.examples({ y: "species" });
   * const classNames = table.column("species").categories;
   */
  examples(options: TableExamplesOptions): ArrayDataset {
    checkOptions("examples", options, ["x", "y", "oneHot"]);
    const { x, y, oneHot = false } = options;
    const names = this.#names();
    checkColumn("examples", "y", y, names);
    for (const name of x ?? []) checkColumn("examples", "x", name, names);
    const inputs = (x ?? names.filter((name) => name !== y)).map((name) => this.column(name));
    const features = inputs.flatMap((column) => featuresOf(column, oneHot));
    const data = new Float32Array(features.length * this.length);
    features.forEach((feature, place) => {
      for (let row = 0; row < this.length; row++) data[row * features.length + place] = feature(row);
    });
    const { values, categories } = this.column(y);
    return new ArrayDataset({
      x: { data, shape: [features.length] },
      y: { data: categories ? values : Float32Array.from(values) },
    });
  }

  #names(): string[] {
    return this.columns.map(({ name }) => name);
  }
}

function featuresOf({ values, categories }: TableColumn, oneHot: boolean): ((row: number) => number)[] {
  if (!oneHot || !categories) return [(row) => values[row] as number];
  return categories.map((_, category) => (row) => (values[row] === category ? 1 : 0));
}
