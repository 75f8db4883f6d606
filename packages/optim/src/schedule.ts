import { atLeastZero, inWords, isIn, type Range, requireIn } from "@cambium/tensor/checks";

/** Schedule of a hyperparameter: a function of the number of steps taken so far, from 0. */
export type Schedule = (step: number) => number;

/**
 * Turns a number or a schedule into a schedule whose values are checked.
 *
 * @param rule Rule that has the option, for messages.
 * @param option Name of the option.
 * @param range Range of the values. Default: finite numbers of at least 0.
 * @throws {TypeError} If it is neither a number nor a function.
 * @throws {RangeError} If a value is out of range: at once for a number, at the step for a schedule.
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
 * Checks that a value that is not a number is a schedule.
 *
 * @throws {TypeError} If it is not a function.
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
 * @throws {TypeError} If one is not a function, or they are not an array.
 */
export function requireSchedules(owner: string, schedules: readonly unknown[]): void {
  if (!Array.isArray(schedules)) {
    throw new TypeError(`${owner}: schedules must be an array: got ${inWords(schedules)}.`);
  }
  schedules.forEach((schedule, i) => {
    requireSchedule(owner, `schedule ${i}`, schedule, "a function of the step");
  });
}
