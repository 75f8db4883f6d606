import { memory } from "@cambium/tensor";
import { describe, expect, test, vi } from "vitest";
import { measurePair } from "../src/bench/measure.ts";
import { runSuites } from "../src/bench/run-suite.ts";
import { suites } from "../src/bench/suites.ts";
import { timesTable } from "../src/bench/times-table.ts";
import { widthOf } from "../src/terminal.ts";
import { Collector, captured } from "./captured.ts";

test("bench measures a suite on each backend, compared with plain loops", { timeout: 60_000 }, async () => {
  const { code, out, err } = await captured("bench", "overhead", "--time", "20");
  expect(code).toBe(0);
  expect(out).toMatch(/XOR training step, 2 – 8 – 1( +[\d.]+ [µm]s){5}\n {2}plain loop( +[\d.]+ [µm]s){5}\n/);
  expect(err).toBe(
    "measuring reference\nmeasuring cpu-wasm-baseline\nmeasuring cpu-wasm-direct\nmeasuring cpu-wasm\nmeasuring cpu-wasm-wide\n",
  );
});

test("bench --only measures the named suites, and those without a backend once", async () => {
  const words = ["--only", "data", "--time", "5", "--backend", "reference", "cpu-wasm"];
  const { code, out } = await captured("bench", ...words);
  expect(code).toBe(0);
  expect(out).toMatch(/^data\n +Cambium\n(?:.*\n)*gzip IDX, 10000 images +[\d.]+ ms\n/);
  expect(out).not.toContain("matmul");
}, 60_000);

test("an unknown suite is an error that lists the suites", async () => {
  const { code, err } = await captured("bench", "nothing");
  expect(code).toBe(2);
  expect(err).toContain("Allowed choices are kernels, overhead, augment, data, feeding");
});

test("every case leaves no tensor in memory", { timeout: 120_000 }, async () => {
  const { tensors } = memory();
  const options = { threads: 2, milliseconds: 1, onBackend: () => {} };
  await runSuites(new Map(Object.entries(suites)), ["cpu-wasm"], options);
  expect(memory().tensors).toBe(tensors);
});

describe("a table of times", () => {
  const names = ["reference", "cpu-wasm-baseline", "cpu-wasm-direct", "cpu-wasm", "cpu-wasm-wide"];
  const pair = { plain: 0.123456, cambium: 1.23456e-5, speedup: 10_000 };
  const cases = ["conv2d 16×128×28×28, 128 of 3×3, 128 groups", "exp 100000"].map((name, index) => ({
    ...{ name, flops: index === 0 ? 1e6 : undefined },
    times: names.map(() => pair),
  }));
  const widest = (text: string) => Math.max(...text.split("\n").map((line) => line.length));

  test("has at most 100 columns, and 80 in a terminal of 80", () => {
    expect(widest(timesTable(cases, names, widthOf(new Collector())))).toBeLessThanOrEqual(100);
    const terminal = Object.assign(new Collector(), { isTTY: true, columns: 80 });
    expect(widest(timesTable(cases, names, widthOf(terminal)))).toBeLessThanOrEqual(80);
    expect([40, 90, 200].map((columns) => widthOf(Object.assign(new Collector(), { columns })))).toEqual([
      80, 90, 100,
    ]);
  });

  test("shows times, ratios, and GFLOP/s if operations are counted", () => {
    const two = cases.map((each) => ({ ...each, times: each.times.slice(0, 2) }));
    expect(timesTable(two, names.slice(0, 2), 100).split("\n")).toEqual([
      "                                                reference  cpu-wasm-",
      "                                                            baseline",
      "conv2d 16×128×28×28, 128 of 3×3, 128 groups       12.3 µs    12.3 µs",
      "  GFLOP/s                                            81.0       81.0",
      "  plain loop                                       123 ms     123 ms",
      "  times as fast                                     10000      10000",
      "exp 100000                                        12.3 µs    12.3 µs",
      "  plain loop                                       123 ms     123 ms",
      "  times as fast                                     10000      10000",
    ]);
  });
});

test("two calls are measured alternately, and changes of the machine's speed cancel from their ratio", async () => {
  const order: string[] = [];
  let now = 0;
  // The machine becomes slower with time.
  const work = (name: string, milliseconds: number) => () => {
    order.push(name);
    now += milliseconds * (1 + now / 1e5);
  };
  const clock = vi.spyOn(performance, "now").mockImplementation(() => now);
  const times = await measurePair(work("plain", 9), work("cambium", 3), 60);
  clock.mockRestore();
  expect(order.join(" ")).toMatch(/^(plain )+(cambium )+(plain cambium ?){9,10}$/);
  expect(times.plain).toBeCloseTo(0.009, 4);
  expect(times.cambium).toBeCloseTo(0.003, 4);
  expect(times.speedup).toBeCloseTo(3, 3);
});

test("slow calls are measured in three rounds", async () => {
  let [now, calls] = [0, 0];
  const slow = () => {
    calls++;
    now += 1000;
  };
  const clock = vi.spyOn(performance, "now").mockImplementation(() => now);
  const { plain } = await measurePair(slow, slow, 60);
  clock.mockRestore();
  expect([plain, calls]).toEqual([1, 2 * (1 + 3)]);
});

test("calls that return a promise are awaited", async () => {
  const later = () => new Promise<void>((done) => setTimeout(done, 5));
  const { plain, cambium } = await measurePair(later, later, 20);
  expect(Math.min(plain, cambium)).toBeGreaterThan(0.004);
});
