import { inWords } from "@cambium/tensor/checks";

/**
 * Checks the steps at which a schedule changes.
 *
 * @throws {TypeError} If they are not an array.
 * @throws {RangeError} If they are not whole numbers from 0 in order.
 */
export function requireMilestones(owner: string, milestones: readonly number[]): void {
  if (!Array.isArray(milestones)) {
    throw new TypeError(`${owner}: milestones must be an array: got ${inWords(milestones)}.`);
  }
  const fits = milestones.every(
    (milestone, i) => Number.isSafeInteger(milestone) && milestone >= (milestones[i - 1] ?? 0),
  );
  if (fits) return;
  throw new RangeError(
    `${owner}: milestones must be whole numbers from 0 in order: got ${milestones.join(", ")}. Sort them.`,
  );
}
