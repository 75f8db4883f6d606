/** Values that a numeric option accepts, and the words for them in an error message. */
export interface Range {
  /** True for an accepted value. */
  contains(value: number): boolean;
  /** Continues the sentence "… must be". */
  readonly text: string;
  /** Ends the message, if there is more to say. */
  readonly advice?: string;
}

/** Finite numbers of at least 0. */
export const atLeastZero: Range = {
  contains: (value) => value >= 0 && value < Infinity,
  text: "finite and at least 0",
};

/** Numbers above 0, infinity included. */
export const aboveZero: Range = { contains: (value) => value > 0, text: "above 0" };

/** Every number but NaN and the infinities. */
export const finite: Range = { contains: Number.isFinite, text: "finite" };

/** Decay rates of a moving average: numbers in [0, 1). */
export const decayRate: Range = {
  contains: (value) => value >= 0 && value < 1,
  text: "in [0, 1)",
  advice: "Usual values are 0.9 to 0.999.",
};

/** Numbers in [low, high]. */
export function between(low: number, high: number): Range {
  return { contains: (value) => value >= low && value <= high, text: `in [${low}, ${high}]` };
}
