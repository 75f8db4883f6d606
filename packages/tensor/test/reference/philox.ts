const multipliers = [0xd2511f53n, 0xcd9e8d57n] as const;
const increments = [0x9e3779b9n, 0xbb67ae85n] as const;
const word = (value: bigint) => value & 0xffffffffn;

/** One block of Philox4x32-10 as defined in the paper, in exact integers. */
export function philox(counter: readonly number[], key: readonly number[]): number[] {
  let [c0, c1, c2, c3] = counter.map(BigInt) as [bigint, bigint, bigint, bigint];
  let [k0, k1] = key.map(BigInt) as [bigint, bigint];
  for (let round = 0; round < 10; round++) {
    const [p0, p1] = [multipliers[0] * c0, multipliers[1] * c2];
    [c0, c1, c2, c3] = [(p1 >> 32n) ^ c1 ^ k0, word(p1), (p0 >> 32n) ^ c3 ^ k1, word(p0)];
    [k0, k1] = [word(k0 + increments[0]), word(k1 + increments[1])];
  }
  return [c0, c1, c2, c3].map(Number);
}

/** Word number n of a stream: word n mod 4 of block ⌊n/4⌋. */
export function philoxWord(key: readonly number[], n: number): number {
  const block = Math.floor(n / 4);
  return philox([block % 2 ** 32, Math.floor(block / 2 ** 32), 0, 0], key)[n % 4]!;
}

/** A word as a number in [0, 1), with 24 bits. */
export function unitInterval(word: number): number {
  return Math.floor(word / 256) / 2 ** 24;
}

/** Radius of Box–Muller: √(−2 ln u) with u in (0, 1]. */
export function normalRadius(word: number): number {
  return Math.sqrt(-2 * Math.log((Math.floor(word / 256) + 1) / 2 ** 24));
}
