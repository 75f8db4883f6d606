import type { Stacked } from "../batching/stacking.ts";
import type { Layout } from "../datasets/values.ts";

/** Which layouts a batch shall have, where the samples do not say. */
export interface FieldLayouts {
  /** Of the inputs. */
  readonly x?: Layout;
  /** Of the targets. */
  readonly y?: Layout;
}

/** The values of a batch, before they become tensors. */
export interface RawBatch {
  readonly x: Stacked;
  readonly y: Stacked;
}
