/**
 * Offsets of the parameters of a compiled program, in bytes. The table holds sizes, the address and stride of each operand, the runtime scalars, and for
 * each outer dimension its size and the strides of all operands.
 */
export class Table {
  /** Address of the table if it does not fit into the parameter block, otherwise 0. */
  readonly elsewhere = 0;
  /** Elements of the innermost dimension. */
  readonly size = 4;
  /** Product of the outer sizes. */
  readonly rows = 8;
  /** Elements or rows of a task. */
  readonly block = 12;
  /** Number of outer dimensions. */
  readonly rank = 16;
  /** Offset of the outer dimensions. */
  readonly firstDimension: number;
  /** Bytes of the entry of an outer dimension. */
  readonly dimensionBytes: number;
  /** Offset of the size in the entry of an outer dimension. */
  readonly outerSize = 0;
  readonly #operands: number;

  constructor(operands: number, scalars: number) {
    this.#operands = operands;
    this.firstDimension = this.scalar(scalars);
    this.dimensionBytes = 4 * (1 + operands);
  }

  /** Address of an operand's first element. */
  base(operand: number): number {
    return 20 + 4 * operand;
  }

  /** Bytes from one element of an operand to the next. */
  stride(operand: number): number {
    return this.base(this.#operands + operand);
  }

  scalar(index: number): number {
    return this.base(2 * this.#operands + index);
  }

  /** Offset of an operand's stride, in bytes, in the entry of an outer dimension. */
  outerStride(operand: number): number {
    return 4 + 4 * operand;
  }

  /** Words of a table with `rank` outer dimensions. */
  words(rank: number): number {
    return (this.firstDimension + rank * this.dimensionBytes) / 4;
  }
}
