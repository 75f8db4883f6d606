import type { Rng } from "@cambium/tensor";

/** Draws one number from a stream. */
type Draw = (rng: Rng) => number;

/**
 * Draws standard normal numbers z with low ≤ z ≤ high, exactly and at a bounded cost, however far out they lie.
 *
 * Candidates come from a simpler distribution that covers the interval, and are accepted with a probability that makes
 * normal numbers of them: normal ones where the interval holds much of the distribution, evenly spread ones where it is
 * narrow, exponential ones where it lies in a tail.
 *
 * @see Robert: Simulation of truncated normal variables (1995), §2.
 */
export function normalBetween(low: number, high: number): Draw {
  if (high < 0) {
    const mirrored = normalBetween(-high, -low);
    return (rng) => -mirrored(rng);
  }
  if (low > 0) return high - low < widestEven(low) ? evenlySpread(low, high) : tail(low, high);
  return high - low < Math.sqrt(2 * Math.PI) ? evenlySpread(low, high) : fromAll(low, high);
}

/** The density is largest in the middle of the distribution, or where the interval comes closest to it. */
function evenlySpread(low: number, high: number): Draw {
  const closest = Math.max(low, 0);
  return accepted(
    (rng) => low + (high - low) * rng.uniform(),
    (z) => Math.exp((closest ** 2 - z ** 2) / 2),
  );
}

/** Normal draws, of which those outside are drawn again. */
function fromAll(low: number, high: number): Draw {
  return accepted(
    (rng) => rng.normal(),
    (z) => Number(z >= low && z <= high),
  );
}

/** Exponential draws from `low` on, with the rate that most are accepted of. */
function tail(low: number, high: number): Draw {
  const rate = bestRate(low);
  return accepted(
    (rng) => low - Math.log(1 - rng.uniform()) / rate,
    (z) => (z <= high ? Math.exp(-((z - rate) ** 2) / 2) : 0),
  );
}

function accepted(candidate: Draw, probability: (z: number) => number): Draw {
  return (rng) => {
    for (;;) {
      const z = candidate(rng);
      if (rng.uniform() < probability(z)) return z;
    }
  };
}

/** The rate of the exponential distribution that fits the tail from `low` best: (low + √(low² + 4))/2. */
function bestRate(low: number): number {
  return (low + Math.sqrt(low ** 2 + 4)) / 2;
}

/** The width of an interval from `low` on up to which even draws are accepted more often than exponential ones. */
function widestEven(low: number): number {
  const rate = bestRate(low);
  return Math.exp((low ** 2 - low * Math.sqrt(low ** 2 + 4)) / 4 + 0.5) / rate;
}
