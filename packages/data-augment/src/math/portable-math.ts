// Functions made of +, −, ×, ÷ and √ only, whose every bit IEEE 754 fixes. Those of `Math` may differ in the last place
// between engines, and a byte that is cut or rounded from such a result would differ by 1.

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

/** Taylor series of sine and cosine; |x| ≤ π/4, where ten terms are exact to the last places. */
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

/** e^x, by the Taylor series of what x has beyond a multiple of ln 2. */
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

/** The natural logarithm of a number above 0: ln m·2^k = k ln 2 + 2 artanh((m − 1)/(m + 1)). */
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

/** base^exponent of a base that is not negative. */
export function power(base: number, exponent: number): number {
  if (exponent === 0) return 1;
  if (exponent === 1 || base === 0) return base;
  return exponential(exponent * logarithm(base));
}

/** The middle of [2^52, 2^53], where floats are the whole numbers: a sum that lies there is rounded to one. */
const WHOLE = 1.5 * 2 ** 52;

/** The nearest whole number of |x| < 2^51; the even one of two that are as near. */
export function roundToEven(x: number): number {
  return x + WHOLE - WHOLE;
}
