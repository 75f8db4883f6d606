import { augmentCases } from "./augment.ts";
import type { Suite } from "./case.ts";
import { dataCases } from "./data.ts";
import { feedingCases } from "./feeding.ts";
import { kernelCases } from "./kernels.ts";
import { overheadCases } from "./overhead.ts";

/** All suites, by their names on the command line. */
export const suites = {
  kernels: { cases: kernelCases, onEachBackend: true },
  overhead: { cases: overheadCases, onEachBackend: true },
  augment: { cases: augmentCases, onEachBackend: false },
  data: { cases: dataCases, onEachBackend: false },
  feeding: { cases: feedingCases, onEachBackend: true },
} as const satisfies Record<string, Suite>;

/** Name of a suite. */
export type SuiteName = keyof typeof suites;
