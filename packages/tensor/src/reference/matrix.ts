import type { TypedArray } from "../dtype.ts";

/** Matrix in memory: element (i, j) is at `offset + i·rowStride + j·columnStride`. Reused from call to call. */
export class Matrix {
  elements!: TypedArray;
  offset = 0;
  rowStride = 0;
  columnStride = 0;

  set(elements: TypedArray, rowStride: number, columnStride: number): void {
    this.elements = elements;
    this.rowStride = rowStride;
    this.columnStride = columnStride;
  }
}
