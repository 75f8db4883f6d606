import type { Stacked } from "../batching/stacking.ts";
import type { Layout } from "../datasets/values.ts";

/** Layouts of a batch, for samples that do not state them. */
export interface FieldLayouts {
  /** Layout of the inputs. Default: that of the first sample. */
  readonly x?: Layout;
  /** Layout of the targets. Default: that of the first sample. */
  readonly y?: Layout;
}

/** Values of a batch, before they become tensors. */
export interface RawBatch {
  readonly x: Stacked;
  readonly y: Stacked;
}
