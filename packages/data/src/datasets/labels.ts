import { DataError } from "../errors.ts";

/** Arrays that hold class indices. */
export type LabelArray = Uint8Array | Uint16Array | Int32Array;

/**
 * Checks that every label is a class.
 *
 * @param source What the labels come from, for the message.
 * @throws {DataError} Naming the first label out of range, and its place.
 */
export function checkLabels(op: string, source: string, labels: LabelArray, classes: number): void {
  const index = labels.findIndex((label) => label < 0 || label >= classes);
  if (index === -1) return;
  throw new DataError(
    `${op}: a label is out of range: number ${index} of ${source} is ${labels[index]}, but there are ${classes} ` +
      `classes, 0 to ${classes - 1}. Give the right file, or all classNames.`,
  );
}
