/** Which numbers an option may be, and how a message says so. */
export interface Range {
  contains(value: number): boolean;
  /** After "must be". */
  readonly text: string;
  readonly advice: string;
}

/** Any number from 0. */
export const atLeastZero: Range = {
  contains: (value) => value >= 0 && value < Infinity,
  text: "finite and at least 0",
  advice: "Give it another value.",
};

/** How much of an average is kept at a step. */
export const fraction: Range = {
  contains: (value) => value >= 0 && value < 1,
  text: "in [0, 1)",
  advice: "Usual values are 0.9 to 0.999.",
};

/** Above 0; infinite, too. */
const aboveZero: Range = {
  contains: (value) => value > 0,
  text: "above 0",
  advice: "Give it another value.",
};

const finite: Range = { contains: Number.isFinite, text: "finite", advice: "Give it another value." };

/** A part of a whole, both ends included. */
export const share: Range = {
  contains: (value) => value >= 0 && value <= 1,
  text: "in [0, 1]",
  advice: "Give it another value.",
};

/** A factor that makes smaller. */
export const shrinking: Range = {
  contains: (value) => value >= 0 && value < 1,
  text: "in [0, 1)",
  advice: "Give it another value.",
};

/** How often something may happen. */
export const wholeNumber: Range = {
  contains: (value) => Number.isSafeInteger(value) && value >= 0,
  text: "a whole number from 0",
  advice: "Give it another value.",
};

const count: Range = {
  contains: (value) => Number.isSafeInteger(value) && value >= 1,
  text: "a whole number from 1",
  advice: "Give it another value.",
};

/**
 * Checks an option.
 *
 * @param owner Whose option it is: the function that was called.
 * @throws {RangeError} If it is out of range.
 */
export function requireIn(range: Range, owner: string, option: string, value: number): void {
  if (range.contains(value)) return;
  throw new RangeError(`${owner}: ${option} must be ${range.text}: got ${value}. ${range.advice}`);
}

/**
 * Checks an option that may be any number from 0.
 *
 * @throws {RangeError} If it is negative or not finite.
 */
export function requireAtLeastZero(owner: string, option: string, value: number): void {
  requireIn(atLeastZero, owner, option, value);
}

/**
 * Checks an option that says how much of an average is kept at a step.
 *
 * @throws {RangeError} If it is not in [0, 1).
 */
export function requireFraction(owner: string, option: string, value: number): void {
  requireIn(fraction, owner, option, value);
}

/**
 * Checks an option that must be above 0; it may be infinite.
 *
 * @throws {RangeError} If it is not.
 */
export function requireAboveZero(owner: string, option: string, value: number): void {
  requireIn(aboveZero, owner, option, value);
}

/**
 * Checks an option that may be any finite number.
 *
 * @throws {RangeError} If it is infinite or NaN.
 */
export function requireFinite(owner: string, option: string, value: number): void {
  requireIn(finite, owner, option, value);
}

/**
 * Checks an option that counts something.
 *
 * @throws {RangeError} If it is not a whole number from 1.
 */
export function requireCount(owner: string, option: string, value: number): void {
  requireIn(count, owner, option, value);
}

/**
 * Checks an option that must be one of some words.
 *
 * @throws {RangeError} If it is another.
 */
export function requireOneOf(owner: string, option: string, value: string, allowed: readonly string[]): void {
  if (allowed.includes(value)) return;
  const words = allowed.map((word) => JSON.stringify(word)).join(" or ");
  throw new RangeError(`${owner}: unknown ${option} ${JSON.stringify(value)}. Use ${words}.`);
}
