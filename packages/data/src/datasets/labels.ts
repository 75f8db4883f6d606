import { DataError } from "../errors.ts";

/** Arrays that hold class indices. */
export type LabelArray = Uint8Array | Uint16Array | Int32Array;

/**
 * Checks that every label is a class index.
 *
 * @param source Origin of the labels, for the message.
 * @throws {DataError} If a label is out of range, naming the first one and its index.
 */
export function checkLabels(op: string, source: string, labels: LabelArray, classes: number): void {
  const index = labels.findIndex((label) => label < 0 || label >= classes);
  if (index === -1) return;
  throw new DataError(
    `${op}: a label is out of range: number ${index} of ${source} is ${labels[index]}, but there are ${classes} ` +
      `classes, 0 to ${classes - 1}. Give the right file, or all classNames.`,
  );
}
