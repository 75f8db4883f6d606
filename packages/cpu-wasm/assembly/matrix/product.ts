/** Parameters of kernels that multiply matrices without packing them: C = A·B. Strides are in bytes, and rows of C are dense. */
@unmanaged
export class Product {
  /** Rows of A and C. */
  rows: i32;
  /** Columns of B and C. */
  columns: i32;
  /** Columns of A, rows of B. */
  depth: i32;
  a: usize;
  aRow: usize;
  aColumn: usize;
  b: usize;
  bRow: usize;
  bColumn: usize;
  c: usize;
  cRow: usize;
}
