// Functions made of +, −, ×, ÷ and √ only, whose results IEEE 754 defines to the last bit. Functions of `Math` may differ in
// the last bit between engines, and a byte that is truncated or rounded from such a result would differ by 1.

const LN2 = Math.LN2;

/** Sine and cosine of an angle in degrees; exact at multiples of 90. */
export function sineAndCosine(degrees: number): readonly [sine: number, cosine: number] {
  const quarter = Math.floor(degrees / 90 + 0.5);
  const angle = ((degrees - 90 * quarter) * Math.PI) / 180;
  const [sine, cosine] = series(angle);
  const turns = ((quarter % 4) + 4) % 4;
  if (turns === 0) return [sine, cosine];
  if (turns === 1) return [cosine, -sine];
  if (turns === 2) return [-sine, -cosine];
  return [-cosine, sine];
}

/** Taylor series of sine and cosine for |x| ≤ π/4, where ten terms give all digits. */
function series(x: number): readonly [sine: number, cosine: number] {
  const square = x * x;
  let sine = 1;
  let cosine = 1;
  for (let n = 20; n > 0; n -= 2) {
    sine = 1 - (square / (n * (n + 1))) * sine;
    cosine = 1 - (square / (n * (n - 1))) * cosine;
  }
  return [x * sine, cosine];
}

/** e^x, by the Taylor series of the remainder of x modulo ln 2. */
export function exponential(x: number): number {
  if (x < -745) return 0;
  if (x > 710) return Number.POSITIVE_INFINITY;
  let power = Math.floor(x / LN2 + 0.5);
  const rest = x - power * LN2;
  let value = 1;
  for (let n = 16; n > 0; n--) value = 1 + (rest / n) * value;
  for (; power > 0; power--) value *= 2;
  for (; power < 0; power++) value /= 2;
  return value;
}

/** Natural logarithm of a number above 0: ln(m·2^k) = k ln 2 + 2 artanh((m − 1)/(m + 1)). */
export function logarithm(x: number): number {
  let power = 0;
  let m = x;
  for (; m < 0.75; power--) m *= 2;
  for (; m > 1.5; power++) m /= 2;
  const z = (m - 1) / (m + 1);
  const square = z * z;
  let sum = 0;
  for (let n = 23; n > 0; n -= 2) sum = 1 / n + square * sum;
  return power * LN2 + 2 * z * sum;
}

/** base^exponent for a base that is not negative. */
export function power(base: number, exponent: number): number {
  if (exponent === 0) return 1;
  if (exponent === 1 || base === 0) return base;
  return exponential(exponent * logarithm(base));
}

/** Middle of [2^52, 2^53]. Floats in that range are integers, so adding this number rounds to an integer. */
const WHOLE = 1.5 * 2 ** 52;

/** Nearest integer for |x| < 2^51, with ties to even. */
export function roundToEven(x: number): number {
  return x + WHOLE - WHOLE;
}
