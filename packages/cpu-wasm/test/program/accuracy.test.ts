import { evaluate, Program, Scalars, type View } from "@cambium/tensor";
import { beforeAll, describe, expect, test } from "vitest";
import { map } from "../../src/program/map.ts";
import { WasmStorage } from "../../src/storage.ts";
import { WasmMachine } from "../../src/wasm-machine.ts";

const COUNT: number = 1 << 20;
/** Largest error of each function, in ulp of float32. */
const bounds = {
  exp: 1,
  log: 1,
  tanh: 2,
  sigmoid: 2,
  log1p: 2,
  expm1: 2,
  erf: 2.5,
  erfc: 4.5,
  sin: 2,
  cos: 2,
  rsqrt: 1.5,
  sqrt: 0.5,
} as const;
type Name = keyof typeof bounds;

/** One ulp of the float32 nearest to x. */
function unit(x: number): number {
  const magnitude = Math.abs(x);
  return magnitude < 2 ** -126 ? 2 ** -149 : 2 ** (Math.floor(Math.log2(magnitude)) - 23);
}

/** Near a multiple of π, the error of a sine is that of the reduced angle, so it is measured relative to 1. */
function unitOf(name: Name, x: number): number {
  return name === "sin" || name === "cos" ? Math.max(unit(x), 2 ** -36) : unit(x);
}

/** Four million arguments: evenly and at random over all bit patterns, and at critical arguments of the function. */
function* argumentLists(name: Name): Iterable<Float32Array> {
  const bits = new Uint32Array(COUNT);
  const step = Math.floor(2 ** 32 / COUNT);
  for (let i = 0; i < COUNT; i++) bits[i] = i * step + (i % step);
  yield new Float32Array(bits.buffer.slice(0));
  let state = 12345;
  for (let i = 0; i < COUNT; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bits[i] = state;
  }
  yield new Float32Array(bits.buffer.slice(0));
  const reach = name === "sin" || name === "cos" ? 1000 : 100;
  for (const range of [reach, 8]) {
    yield Float32Array.from(bits, (word) => (word / 2 ** 32 - 0.5) * 2 * range);
  }
  // The roundings of tanh are largest where h of its quotient has just passed a power of 2: every eighth float from 2⁻⁶ to 8.
  for (let first = 0x3c800000; name === "tanh" && first < 0x41000000; first += 8 * COUNT) {
    for (let i = 0; i < COUNT; i++) bits[i] = first + 8 * i;
    yield new Float32Array(bits.buffer.slice(0));
  }
}

describe.each([
  ["relaxed SIMD", true],
  ["baseline SIMD", false],
])("%s", (_, relaxed) => {
  let machine: WasmMachine;
  let input: View<WasmStorage>;
  let output: View<WasmStorage>;

  beforeAll(() => {
    machine = new WasmMachine({
      ...{
        modules: [],
        threads: 1,
        maximumBytes: 2 ** 28,
        shared: true,
        tileColumns: 8,
        relaxed,
        winograd: true,
      },
    });
    const view = (): View<WasmStorage> => ({
      storage: new WasmStorage(machine.allocate(4 * COUNT), 4 * COUNT),
      ...{ offset: 0, shape: [COUNT], strides: [1], dtype: "float32" },
    });
    [input, output] = [view(), view()];
  });

  /** Largest error in ulp, with its argument. Special results must be equal. */
  function worst(name: Name): { error: number; at: number } {
    const s = new Scalars();
    const x = s.input("float");
    const program = new Program([s[name](x)], [x]);
    let found = { error: 0, at: 0 };
    for (const list of argumentLists(name)) {
      machine.numbers.set(list, input.storage.address / 4);
      map(machine, program, [input], [], [output]);
      const got = machine.numbers.subarray(output.storage.address / 4, output.storage.address / 4 + COUNT);
      for (let i = 0; i < COUNT; i++) {
        const wanted = evaluate[name](list[i]!, 0, 0);
        if (Object.is(got[i], Math.fround(wanted))) continue;
        const error = Math.abs(got[i]! - wanted) / unitOf(name, wanted);
        if (!(error <= found.error)) found = { error: Number.isNaN(error) ? Infinity : error, at: list[i]! };
      }
    }
    return found;
  }

  test.each(Object.keys(bounds) as Name[])("%s", { timeout: 120_000 }, (name) => {
    const { error, at } = worst(name);
    expect(error, `at ${at}`).toBeLessThanOrEqual(bounds[name]);
  });
});
