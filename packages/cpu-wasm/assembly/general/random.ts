import { storeTransposed } from "../transposed";

/** Multipliers and key steps of Philox4x32. */
const MULTIPLIER_0: u32 = 0xd2511f53;
const MULTIPLIER_1: u32 = 0xcd9e8d57;
const STEP_0: u32 = 0x9e3779b9;
const STEP_1: u32 = 0xbb67ae85;
const ROUNDS: i32 = 10;
/** Blocks of four words that a task of `randomWords` makes. */
export const RANDOM_BLOCKS: i32 = 1024;
/** Spacing of uniform numbers: 2^-24. */
const UNIT: f32 = 5.9604644775390625e-8;

/** Parameters of `randomWords`. */
@unmanaged
class RandomWords {
  out: usize;
  /** Number of words. */
  count: i32;
  key0: u32;
  key1: u32;
  /** Number of the first block, in two words. */
  counterLow: u32;
  counterHigh: u32;
  /** True for numbers in [0, 1), false for words. */
  isUniform: bool;
}

/**
 * Writes random words of Philox4x32, or numbers in [0, 1) from their upper 24 bits. Tasks: RANDOM_BLOCKS blocks of four words.
 *
 * @see Salmon, Moraes, Dror, Shaw: Parallel Random Numbers: As Easy as 1, 2, 3 (SC 2011).
 */
export function randomWords(p: RandomWords, first: i32, last: i32, scratch: usize): void {
  const count = p.count;
  const key0 = p.key0;
  const key1 = p.key1;
  const start = <u64>p.counterLow | (<u64>p.counterHigh << 32);
  const uniform = p.isUniform;
  const to = p.out;
  const end = last * RANDOM_BLOCKS;
  let block = first * RANDOM_BLOCKS;
  for (; block < end && 4 * block + 16 <= count; block += 4) {
    writeFourBlocks(start + <u64>block, key0, key1, to + (<usize>block << 4), uniform);
  }
  if (block >= end || 4 * block >= count) return;
  writeFourBlocks(start + <u64>block, key0, key1, scratch, uniform);
  memory.copy(to + (<usize>block << 4), scratch, <usize>(count - 4 * block) << 2);
}

/** Converts words to numbers in [0, 1), from their upper 24 bits, if `uniform` is set. */
@inline
function converted(words: v128, uniform: bool): v128 {
  return uniform ? f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(words, 8)), f32x4.splat(UNIT)) : words;
}

/** Computes four blocks, one in each lane: ten rounds of multiplication, exclusive-or and exchange. */
function writeFourBlocks(counter: u64, key0: u32, key1: u32, to: usize, uniform: bool): void {
  let c0 = i32x4.add(i32x4.splat(<u32>counter), i32x4(0, 1, 2, 3));
  // If the low word wraps, the high word is larger by 1.
  let c1 = i32x4.sub(i32x4.splat(<u32>(counter >> 32)), i32x4.lt_u(c0, i32x4.splat(<u32>counter)));
  let c2 = i32x4.splat(0);
  let c3 = c2;
  let k0 = i32x4.splat(key0);
  let k1 = i32x4.splat(key1);
  const multiplier0 = i32x4.splat(MULTIPLIER_0);
  const multiplier1 = i32x4.splat(MULTIPLIER_1);
  for (let round = 0; round < ROUNDS; round++) {
    const low0 = i64x2.extmul_low_i32x4_u(c0, multiplier0);
    const high0 = i64x2.extmul_high_i32x4_u(c0, multiplier0);
    const low1 = i64x2.extmul_low_i32x4_u(c2, multiplier1);
    const high1 = i64x2.extmul_high_i32x4_u(c2, multiplier1);
    c0 = v128.xor(v128.xor(v128.shuffle<i32>(low1, high1, 1, 3, 5, 7), c1), k0);
    c1 = v128.shuffle<i32>(low1, high1, 0, 2, 4, 6);
    c2 = v128.xor(v128.xor(v128.shuffle<i32>(low0, high0, 1, 3, 5, 7), c3), k1);
    c3 = v128.shuffle<i32>(low0, high0, 0, 2, 4, 6);
    k0 = i32x4.add(k0, i32x4.splat(STEP_0));
    k1 = i32x4.add(k1, i32x4.splat(STEP_1));
  }
  storeTransposed(
    converted(c0, uniform),
    converted(c1, uniform),
    converted(c2, uniform),
    converted(c3, uniform),
    to,
    16,
  );
}

/** Parameters of `interleave`. */
@unmanaged
class Interleave {
  from: usize;
  to: usize;
  /** Elements of a half. */
  pairs: i32;
}

/** Interleaves an array: its first half goes to the even positions, its second half to the odd ones. One task. */
export function interleave(p: Interleave, first: i32, last: i32, scratch: usize): void {
  const pairs = p.pairs;
  let even = p.from;
  let odd = even + (<usize>pairs << 2);
  let to = p.to;
  for (let i = 0; i < pairs; i++) {
    store<u32>(to, load<u32>(even));
    store<u32>(to, load<u32>(odd), 4);
    even += 4;
    odd += 4;
    to += 8;
  }
}
