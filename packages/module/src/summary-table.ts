import { formatShape, type Shape } from "@cambium/tensor";
import { formatBytes } from "./format-bytes.ts";
import type { ReceptiveField } from "./receptive-field.ts";

/** A layer or function of a model. */
export interface SummaryRow {
  /** Path of fields, as in the names of its parameters; empty for the model itself. */
  readonly name: string;
  /** Name of its class, or of the function. */
  readonly type: string;
  /** Shapes of the tensors that its first call returned; empty if it was not called. */
  readonly outputShapes: readonly Shape[];
  /** Number of learned elements, without those of layers inside, which have their own rows. */
  readonly parameters: number;
  /** Multiply-adds of its matrix products and convolutions in all calls, without those of layers inside. */
  readonly multiplyAdds: number;
  /** Bytes of the results of its ops in all calls, without those of layers inside. */
  readonly activationBytes: number;
  /** Receptive field of its first result; undefined if it is unknown or the whole input. */
  readonly receptiveField: ReceptiveField | undefined;
}

/** Totals of a model. */
export interface SummaryTotals {
  /** Number of learned elements: the sum over the rows and over parameters outside of layers. */
  readonly parameters: number;
  /** Bytes of the parameters, shared ones counted once. */
  readonly parameterBytes: number;
  /** Bytes of the buffers: state that is not learned. */
  readonly bufferBytes: number;
  /** Multiply-adds of one forward pass: the sum over the rows and over ops outside of layers. */
  readonly multiplyAdds: number;
  /** Bytes of all results of ops in one forward pass, except views: the sum over the rows and over ops outside of layers. */
  readonly activationBytes: number;
  /** Receptive field of the result; undefined if it is unknown or the whole input. */
  readonly receptiveField: ReceptiveField | undefined;
}

/** A column of the table. */
interface Column {
  readonly title: string;
  /** True if its cells are numbers, which are aligned to the right. */
  readonly numeric: boolean;
  cell(row: SummaryRow): string;
  total(totals: SummaryTotals): string;
}

const columns: readonly Column[] = [
  { title: "layer", numeric: false, cell: ({ name }) => name || "(model)", total: () => "total" },
  { title: "type", numeric: false, cell: ({ type }) => type, total: () => "" },
  {
    title: "output shape",
    numeric: false,
    cell: ({ outputShapes }) => shapes(outputShapes),
    total: () => "",
  },
  {
    title: "parameters",
    numeric: true,
    cell: (row) => grouped(row.parameters),
    total: (all) => grouped(all.parameters),
  },
  {
    title: "multiply-adds",
    numeric: true,
    cell: (row) => grouped(row.multiplyAdds),
    total: (all) => grouped(all.multiplyAdds),
  },
  {
    title: "activations",
    numeric: true,
    cell: (row) => formatBytes(row.activationBytes),
    total: (all) => formatBytes(all.activationBytes),
  },
];

/** Only for models of images or sequences. */
const fieldColumn: Column = {
  title: "receptive field",
  numeric: true,
  cell: ({ receptiveField }) => seen(receptiveField),
  total: ({ receptiveField }) => seen(receptiveField),
};

/** Layers of a model with their costs. Its string is a table. */
export class Summary implements SummaryTotals {
  /** Rows in the order of the forward pass. */
  readonly rows: readonly SummaryRow[];
  readonly parameters: number;
  readonly parameterBytes: number;
  readonly bufferBytes: number;
  readonly multiplyAdds: number;
  readonly activationBytes: number;
  readonly receptiveField: ReceptiveField | undefined;

  constructor(rows: readonly SummaryRow[], totals: SummaryTotals) {
    this.rows = rows;
    this.parameters = totals.parameters;
    this.parameterBytes = totals.parameterBytes;
    this.bufferBytes = totals.bufferBytes;
    this.multiplyAdds = totals.multiplyAdds;
    this.activationBytes = totals.activationBytes;
    this.receptiveField = totals.receptiveField;
  }

  /** A table with a line for each row, a line for the total, and the memory of the model below it. */
  toString(): string {
    const shown = this.rows.some((row) => row.receptiveField)
      ? columns.toSpliced(5, 0, fieldColumn)
      : columns;
    const lines = [
      shown.map(({ title }) => title),
      ...this.rows.map((row) => shown.map((column) => column.cell(row))),
      shown.map((column) => column.total(this)),
    ];
    const widths = shown.map((_, i) => Math.max(...lines.map((cells) => cells[i]!.length)));
    const text = lines.map((cells) => lineOf(cells, widths, shown));
    const rule = "─".repeat(widths.reduce((sum, width) => sum + width, 2 * (widths.length - 1)));
    return [text[0], rule, ...text.slice(1, -1), rule, text.at(-1), this.#memory()].join("\n");
  }

  #memory(): string {
    const buffers = this.bufferBytes > 0 ? `, buffers ${formatBytes(this.bufferBytes)}` : "";
    return `memory: parameters ${formatBytes(this.parameterBytes)}${buffers}, activations ${formatBytes(this.activationBytes)}`;
  }
}

function shapes(outputShapes: readonly Shape[]): string {
  return outputShapes.length > 0 ? outputShapes.map(formatShape).join(", ") : "not reached";
}

function seen(field: ReceptiveField | undefined): string {
  return field ? field.size.join(" × ") : "";
}

function grouped(count: number): string {
  return count.toLocaleString("en");
}

/** Cells in columns, with text aligned to the left and numbers to the right. */
function lineOf(cells: readonly string[], widths: readonly number[], shown: readonly Column[]): string {
  const padded = cells.map((cell, i) =>
    shown[i]!.numeric ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!),
  );
  return padded.join("  ");
}
