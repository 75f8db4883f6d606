import { isAtLeastZero, requireAtLeastZero } from "./options.ts";

/** A number that changes as training goes on: a function of the steps taken so far, from 0. */
export type Schedule = (step: number) => number;

/**
 * A number or schedule as a schedule whose values are checked.
 *
 * @param rule Whose option it is, for messages.
 * @param option The option's name.
 * @throws {RangeError} Now for a number, and at the step for a schedule, if a value is negative or not finite.
 */
export function scheduled(rule: string, option: string, value: number | Schedule): Schedule {
  if (typeof value === "number") {
    requireAtLeastZero(rule, option, value);
    return () => value;
  }
  return (step) => {
    const now = value(step);
    if (isAtLeastZero(now)) return now;
    throw new RangeError(
      `${rule}: ${option} must be finite and at least 0: its schedule gave ${now} at step ${step}. Mend the schedule.`,
    );
  };
}
