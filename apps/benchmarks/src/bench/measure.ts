/** One call of what is measured. */
type Call = () => void | Promise<void>;

/** Times of one call in seconds: medians over rounds. */
export interface PairTimes {
  readonly plain: number;
  readonly cambium: number;
  /** Median over rounds of the ratio of both, which drifts of the machine's speed cancel from. */
  readonly speedup: number;
}

/** Milliseconds that a sample lasts at least, so that the clock's resolution does not count. */
const leastSample = 2;

/** Number of rounds that a median needs, however long they take. */
const leastRounds = 3;

/**
 * Times two calls that do the same, in turn, so that both meet the same state of the machine.
 *
 * @param milliseconds Time for each of them, half as long again for their warm-up.
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

/** Calls for a while, in ever larger samples. Returns the number of calls that a sample needs. */
async function warmUp(call: Call, milliseconds: number): Promise<number> {
  const end = performance.now() + milliseconds;
  let count = 1;
  for (;;) {
    const lasted = 1000 * count * (await sample(call, count));
    if (lasted < leastSample) count *= 2;
    else if (performance.now() >= end) return count;
  }
}

/** Time of one of `count` calls, in seconds. */
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
