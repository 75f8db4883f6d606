import { ShapeError } from "@cambium/tensor";
import { requireArray } from "../checks.ts";

/**
 * Returns the indices of the samples of each class, in the order of the classes.
 *
 * @throws {ShapeError} If there is not one label for each sample.
 */
export function samplesByClass(op: string, labels: ArrayLike<number>, length: number): number[][] {
  requireArray(op, "the labels", labels);
  if (labels.length !== length) {
    throw new ShapeError(
      `${op}: the labels do not match: ${labels.length} labels for ${length} samples. Give one for each.`,
    );
  }
  const classes = new Map<number, number[]>();
  for (let index = 0; index < length; index++) {
    const label = labels[index] as number;
    const members = classes.get(label);
    if (members) members.push(index);
    else classes.set(label, [index]);
  }
  return [...classes].sort(([one], [other]) => one - other).map(([, members]) => members);
}
