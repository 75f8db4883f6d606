/** Multipliers and key steps of Philox4x32. */
const MULTIPLIER_0: u32 = 0xd2511f53;
const MULTIPLIER_1: u32 = 0xcd9e8d57;
const STEP_0: u32 = 0x9e3779b9;
const STEP_1: u32 = 0xbb67ae85;
const ROUNDS: i32 = 10;
/** Blocks of four words that a task makes. */
const BLOCKS: i32 = 1024;
/** Steps of uniform numbers: 2^-24. */
const UNIT: f32 = 5.9604644775390625e-8;

/**
 * Random words, or numbers in [0, 1) made of their upper 24 bits. Tasks: 1024 blocks of four words.
 *
 * Parameters: address, count of words, key (two words), number of the first block (low and high word), whether uniform.
 *
 * @see Salmon, Moraes, Dror, Shaw: Parallel Random Numbers: As Easy as 1, 2, 3 (SC 2011).
 */
export function randomWords(params: usize, first: i32, last: i32, scratch: usize): void {
  const count = load<i32>(params, 4);
  const key0 = load<u32>(params, 8);
  const key1 = load<u32>(params, 12);
  const start = <u64>load<u32>(params, 16) | (<u64>load<u32>(params, 20) << 32);
  const uniform = load<i32>(params, 24) == 1;
  for (let block = first * BLOCKS; block < last * BLOCKS && 4 * block < count; block++) {
    const words = philox(start + <u64>block, key0, key1);
    const at = <usize>load<u32>(params) + (<usize>block << 4);
    const numbers = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(words, 8)), f32x4.splat(UNIT));
    const result = uniform ? numbers : words;
    if (4 * block + 4 <= count) v128.store(at, result);
    else storePart(result, count - 4 * block, at);
  }
}

/** One block: ten rounds of multiply, exclusive-or and swap. */
@inline
function philox(counter: u64, key0: u32, key1: u32): v128 {
  let c0 = <u32>counter;
  let c1 = <u32>(counter >> 32);
  let c2: u32 = 0;
  let c3: u32 = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const product0 = <u64>MULTIPLIER_0 * <u64>c0;
    const product1 = <u64>MULTIPLIER_1 * <u64>c2;
    c0 = <u32>(product1 >> 32) ^ c1 ^ key0;
    c1 = <u32>product1;
    c2 = <u32>(product0 >> 32) ^ c3 ^ key1;
    c3 = <u32>product0;
    key0 += STEP_0;
    key1 += STEP_1;
  }
  let words = i32x4.splat(c0);
  words = i32x4.replace_lane(words, 1, c1);
  words = i32x4.replace_lane(words, 2, c2);
  return i32x4.replace_lane(words, 3, c3);
}

function storePart(words: v128, count: i32, at: usize): void {
  store<i32>(at, i32x4.extract_lane(words, 0));
  if (count > 1) store<i32>(at, i32x4.extract_lane(words, 1), 4);
  if (count > 2) store<i32>(at, i32x4.extract_lane(words, 2), 8);
}

/** Puts the first half of an array at its even places and the second half at its odd ones. Parameters: from, to, pairs. One task. */
export function interleave(params: usize, first: i32, last: i32, scratch: usize): void {
  const pairs = load<i32>(params, 8);
  let even = <usize>load<u32>(params);
  let odd = even + (<usize>pairs << 2);
  let to = <usize>load<u32>(params, 4);
  for (let i = 0; i < pairs; i++) {
    store<u32>(to, load<u32>(even));
    store<u32>(to, load<u32>(odd), 4);
    even += 4;
    odd += 4;
    to += 8;
  }
}
