import { atLeastZero, inWords, isIn, type Range, requireIn } from "@cambium/tensor/checks";

/** A number that changes as training goes on: a function of the steps taken so far, from 0. */
export type Schedule = (step: number) => number;

/**
 * A number or schedule as a schedule whose values are checked.
 *
 * @param rule Whose option it is, for messages.
 * @param option The option's name.
 * @param range What the values may be. Default: any number from 0.
 * @throws {TypeError} If it is neither.
 * @throws {RangeError} Now for a number, and at the step for a schedule, if a value is out of range.
 */
export function scheduled(
  rule: string,
  option: string,
  value: number | Schedule,
  range: Range = atLeastZero,
): Schedule {
  if (typeof value === "number") {
    requireIn(range, rule, option, value);
    return () => value;
  }
  requireSchedule(rule, option, value);
  return (step) => {
    const now = value(step);
    if (isIn(range, now)) return now;
    throw new RangeError(
      `${rule}: ${option} must be ${range.text}: its schedule gave ${inWords(now)} at step ${step}. Mend the schedule.`,
    );
  };
}

/**
 * Checks that a value which is no number is a schedule.
 *
 * @throws {TypeError} If not.
 */
export function requireSchedule(
  rule: string,
  option: string,
  value: unknown,
  wanted = "a number, or a function of the step",
): void {
  if (typeof value === "function") return;
  throw new TypeError(`${rule}: ${option} must be ${wanted}: got ${inWords(value)}. Give it one.`);
}

/**
 * Checks a list of schedules.
 *
 * @throws {TypeError} If one is none, or they are no list.
 */
export function requireSchedules(owner: string, schedules: readonly unknown[]): void {
  if (!Array.isArray(schedules)) {
    throw new TypeError(`${owner}: schedules must be an array: got ${inWords(schedules)}.`);
  }
  schedules.forEach((schedule, i) => {
    requireSchedule(owner, `schedule ${i}`, schedule, "a function of the step");
  });
}
