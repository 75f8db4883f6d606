/** A piece of work by Cambium, and the simplest loop that does the same. */
export interface BenchmarkCase {
  readonly name: string;
  /** One call by Cambium. */
  readonly cambium: () => void | Promise<void>;
  /** The same without a library. */
  readonly plain: () => void | Promise<void>;
  /** Number of additions and multiplications of one call, if they dominate its time. */
  readonly flops?: number;
  /** Frees the tensors of the case and ends its workers. */
  readonly close?: () => void | Promise<void>;
}

/** Cases that are shown in one table. */
export interface Suite {
  /** Makes the cases, with their tensors on the default backend. */
  readonly cases: () => readonly BenchmarkCase[];
  /** True to measure the cases on each backend, false if their time does not depend on the backend. */
  readonly onEachBackend: boolean;
}
