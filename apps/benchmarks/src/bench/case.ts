/** One thing to time, alongside the plainest loop that does the same. */
export interface BenchmarkCase {
  readonly name: string;
  /** One call by Cambium. */
  readonly cambium: () => void | Promise<void>;
  /** The same without a library. */
  readonly plain: () => void | Promise<void>;
  /** Number of additions and multiplications of one call, where they make up its work. */
  readonly flops?: number;
  /** Frees the tensors of the case and ends its workers. */
  readonly close?: () => void | Promise<void>;
}

/** Cases that are shown in one table. */
export interface Suite {
  /** Makes the cases, with their tensors on the default backend. */
  readonly cases: () => readonly BenchmarkCase[];
  /** Whether the cases are measured on each backend; otherwise no backend matters to their time. */
  readonly onEachBackend: boolean;
}
