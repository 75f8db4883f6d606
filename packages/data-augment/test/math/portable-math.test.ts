import { describe, expect, test } from "vitest";
import { exponential, logarithm, power, roundToEven, sineAndCosine } from "../../src/math/portable-math.ts";

const numbers = (count: number, from: number, to: number) =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

/** True if two numbers agree to 15 digits. Math itself need not be more precise. */
const expectEqual = (value: number, expected: number) =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(
    2e-15 * Math.max(1e-300, Math.abs(expected)) + 4e-16,
  );

describe("functions made of basic arithmetic", () => {
  test("sine and cosine of degrees", () => {
    for (const degrees of numbers(997, -720, 720)) {
      const [sine, cosine] = sineAndCosine(degrees);
      expect(sine).toBeCloseTo(Math.sin((degrees * Math.PI) / 180), 13);
      expect(cosine).toBeCloseTo(Math.cos((degrees * Math.PI) / 180), 13);
      expectEqual(sine * sine + cosine * cosine, 1);
    }
    expect([90, 180, -90, 360].map((degrees) => sineAndCosine(degrees).map((x) => x + 0))).toEqual([
      [1, 0],
      [0, -1],
      [-1, 0],
      [0, 1],
    ]);
  });

  test("exponential", () => {
    for (const x of numbers(501, -20, 20)) expectEqual(exponential(x) / Math.exp(x), 1);
    expect([exponential(-1000), exponential(0), exponential(1000)]).toEqual([0, 1, Number.POSITIVE_INFINITY]);
  });

  test("logarithm", () => {
    for (const x of numbers(501, 0.001, 5)) expectEqual(logarithm(x), Math.log(x));
    expect(logarithm(1)).toBe(0);
    expect(logarithm(2 ** -24)).toBeCloseTo(-24 * Math.LN2, 13);
  });

  test("power", () => {
    for (const x of numbers(101, 0.01, 2)) expect(power(x, 2.2) / x ** 2.2).toBeCloseTo(1, 13);
    expect([power(0, 0), power(0, 2), power(0.3, 1)]).toEqual([1, 0, 0.3]);
  });

  test("rounding with ties to even", () => {
    expect([-1.5, -0.5, 0.5, 1.5, 2.5, 2.4, 2.6].map((x) => roundToEven(x) + 0)).toEqual([
      -2, 0, 0, 2, 2, 2, 3,
    ]);
    // The float below one half, and the largest floats with a fractional part of one half.
    expect(roundToEven(0.5 - 2 ** -54)).toBe(0);
    expect([2 ** 51 - 0.5, 0.5 - 2 ** 51].map(roundToEven)).toEqual([2 ** 51, -(2 ** 51)]);
  });
});
