import { formatShape, type Shape } from "@cambium/tensor";

/** One layer of a model. */
export interface SummaryRow {
  /** As in the names of its parameters; empty for the model itself. */
  readonly name: string;
  /** Name of its class. */
  readonly type: string;
  /** Shapes of the tensors that it returned when it was first called; none if `forward` did not come to it. */
  readonly outputShapes: readonly Shape[];
  /** How many numbers it learns, beside those of layers within that have rows of their own. */
  readonly parameters: number;
}

/** What a model is made of; as a string, a table. */
export class Summary {
  /** One for each layer. */
  readonly rows: readonly SummaryRow[];
  /** How many numbers the model learns: the sum over the rows and over parameters outside every layer. */
  readonly parameters: number;

  constructor(rows: readonly SummaryRow[], parameters: number) {
    this.rows = rows;
    this.parameters = parameters;
  }

  /** A table with a line for each row and one for the total. */
  toString(): string {
    const lines = [
      ["layer", "type", "output shape", "parameters"],
      ...this.rows.map(cellsOf),
      ["total", "", "", grouped(this.parameters)],
    ];
    const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((cells) => cells[column]!.length)));
    const text = lines.map((cells) => lineOf(cells, widths));
    const rule = "─".repeat(widths.reduce((sum, width) => sum + width, 2 * (widths.length - 1)));
    return [text[0], rule, ...text.slice(1, -1), rule, text.at(-1)].join("\n");
  }
}

function cellsOf({ name, type, outputShapes, parameters }: SummaryRow): string[] {
  const shapes = outputShapes.length > 0 ? outputShapes.map(formatShape).join(", ") : "not reached";
  return [name === "" ? "(model)" : name, type, shapes, grouped(parameters)];
}

function grouped(count: number): string {
  return count.toLocaleString("en");
}

/** Cells in columns, text to the left and the last one, a number, to the right. */
function lineOf(cells: readonly string[], widths: readonly number[]): string {
  const padded = cells.map((cell, column) =>
    column === cells.length - 1 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
  );
  return padded.join("  ");
}
