/**
 * Where the parameters of a compiled program lie, in bytes: sizes; for each operand its address and the bytes from one
 * element to the next; the runtime scalars; then for each outer dimension its size and the bytes that each
 * operand moves along it.
 */
export class Table {
  /** The address of the table if it does not fit into the parameter block, else 0. */
  readonly elsewhere = 0;
  /** Elements of the dimension that is walked. */
  readonly size = 4;
  /** Product of the outer sizes. */
  readonly rows = 8;
  /** Elements, or rows, that one task does. */
  readonly block = 12;
  /** Number of outer dimensions. */
  readonly rank = 16;
  /** Where the outer dimensions begin. */
  readonly firstDimension: number;
  /** How much the table says of each. */
  readonly dimensionBytes: number;
  /** From a dimension's beginning to its size. */
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

  /** From a dimension's beginning to the bytes that an operand moves along it. */
  outerStride(operand: number): number {
    return 4 + 4 * operand;
  }

  /** All of it, with so many outer dimensions, in words. */
  words(rank: number): number {
    return (this.firstDimension + rank * this.dimensionBytes) / 4;
  }
}
