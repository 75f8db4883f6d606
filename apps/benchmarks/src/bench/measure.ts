import { Bench } from "tinybench";

/** Median time of one call, in seconds. */
export async function measure(call: () => void | Promise<void>, milliseconds: number): Promise<number> {
  // Slow cases are not called as often as the library's defaults would have it.
  const often = { iterations: 8, warmupIterations: 2 };
  const bench = new Bench({ time: milliseconds, warmupTime: milliseconds / 2, throws: true, ...often });
  await bench.add("call", call).run();
  const { result } = bench.tasks[0]!;
  if ("latency" in result) return result.latency.p50 / 1000;
  throw new Error(`the benchmark ended as ${result.state}`);
}
