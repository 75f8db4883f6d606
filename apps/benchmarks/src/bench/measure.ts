import { Bench } from "tinybench";
import type { BenchmarkCase } from "./case.ts";

/** Median times of one call, in seconds. */
export interface Measurement {
  readonly benchmark: BenchmarkCase;
  readonly cambium: number;
  readonly plain: number;
}

/** Times both sides of a case, one after the other in this process. */
export async function measure(benchmark: BenchmarkCase, milliseconds: number): Promise<Measurement> {
  const bench = new Bench({ time: milliseconds, warmupTime: milliseconds / 2, throws: true });
  bench.add("cambium", benchmark.cambium).add("plain", benchmark.plain);
  const [cambium, plain] = (await bench.run()).map((task) => medianSeconds(task.result));
  return { benchmark, cambium: cambium!, plain: plain! };
}

function medianSeconds(result: Awaited<ReturnType<Bench["run"]>>[number]["result"]): number {
  if ("latency" in result) return result.latency.p50 / 1000;
  throw new Error(`the benchmark ended as ${result.state}`);
}
