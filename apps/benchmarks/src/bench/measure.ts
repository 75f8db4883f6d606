/** One call of the measured code. */
type Call = () => void | Promise<void>;

/** Times of one call in seconds, as medians over rounds. */
export interface PairTimes {
  readonly plain: number;
  readonly cambium: number;
  /** Median over rounds of plain/cambium. Changes of the machine's speed cancel out in this ratio. */
  readonly speedup: number;
}

/** Least duration of a sample in milliseconds, far above the resolution of the clock. */
const leastSample = 2;

/** Least number of rounds for a median, however long they take. */
const leastRounds = 3;

/**
 * Measures two calls that do the same, alternately, so that both run under the same conditions.
 *
 * @param milliseconds Time for each call, in addition to half of it for the warm-up.
 */
export async function measurePair(plain: Call, cambium: Call, milliseconds: number): Promise<PairTimes> {
  const counts = [await warmUp(plain, milliseconds / 2), await warmUp(cambium, milliseconds / 2)] as const;
  const rounds: [plain: number, cambium: number][] = [];
  const end = performance.now() + 2 * milliseconds;
  while (rounds.length < leastRounds || performance.now() < end) {
    rounds.push([await sample(plain, counts[0]), await sample(cambium, counts[1])]);
  }
  return {
    plain: median(rounds.map(([time]) => time)),
    cambium: median(rounds.map(([, time]) => time)),
    speedup: median(rounds.map(([slow, fast]) => slow / fast)),
  };
}

/** Warms up a call with samples of increasing size. Returns the number of calls in a sample. */
async function warmUp(call: Call, milliseconds: number): Promise<number> {
  const end = performance.now() + milliseconds;
  let count = 1;
  for (;;) {
    const lasted = 1000 * count * (await sample(call, count));
    if (lasted < leastSample) count *= 2;
    else if (performance.now() >= end) return count;
  }
}

/** Mean time of `count` calls, in seconds. */
async function sample(call: Call, count: number): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < count; i++) {
    const pending = call();
    if (pending) await pending;
  }
  return (performance.now() - start) / 1000 / count;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
