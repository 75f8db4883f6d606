/** One thing to time, beside the plainest loop that does the same. */
export interface BenchmarkCase {
  readonly name: string;
  /** One call by Cambium. */
  readonly cambium: () => void | Promise<void>;
  /** The same without a library. */
  readonly plain: () => void | Promise<void>;
  /** Operations that one call does, where that is what counts: additions and multiplications. */
  readonly flops?: number;
  /** Ends what calls have started. */
  readonly close?: () => Promise<void>;
}

/** Makes the cases of a suite. */
export type Suite = () => readonly BenchmarkCase[];
