/**
 * Checks steps at which something happens.
 *
 * @throws {RangeError} If they are not whole numbers from 0 in order.
 */
export function requireMilestones(owner: string, milestones: readonly number[]): void {
  const fits = milestones.every(
    (milestone, i) => Number.isSafeInteger(milestone) && milestone >= (milestones[i - 1] ?? 0),
  );
  if (fits) return;
  throw new RangeError(
    `${owner}: milestones must be whole numbers from 0 in order: got ${milestones.join(", ")}. Sort them.`,
  );
}
