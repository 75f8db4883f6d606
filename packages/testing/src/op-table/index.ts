import type { OpRow } from "../op-row.ts";
import { arithmetic } from "./arithmetic.ts";
import { division } from "./division.ts";
import { imageOps } from "./images.ts";
import { indexing } from "./indexing.ts";
import { logic } from "./logic.ts";
import { norms } from "./norms.ts";
import { products } from "./products.ts";
import { reductions } from "./reductions.ts";
import { shapes } from "./shapes.ts";

/** A row for every op of the tensor package that computes tensors from tensors. */
export const opTable: readonly OpRow[] = [
  ...arithmetic,
  ...division,
  ...logic,
  ...reductions,
  ...norms,
  ...products,
  ...shapes,
  ...indexing,
  ...imageOps,
];
