import { join } from "node:path";
import type { Timed, Trained } from "../../peer/answers.ts";
import { cases } from "./cases.ts";

/**
 * A stand-in for the program that measures peers. It loads the peer in the same way, runs the cases, and writes their checks as
 * one line of JSON. The first argument is the folder of the harness.
 */
const folder = process.argv[2]!;
process.argv[1] = join(folder, "run.mjs");
const { default: peer } = await import("../../peer.mjs");
const context = await peer.open({ threads: 1 });

/** Loss of the fifth step, or check of a call, which is then called once more as it is for timing. */
function checkOf(answer: Timed | Trained): number {
  if ("step" in answer) return [0, 1, 2, 3, 4].map((i) => answer.step(i)).at(-1)!;
  const check = answer.check();
  answer.once();
  return check;
}

const checks = cases.map(({ workload, options }) => checkOf(peer[workload](options, context)));
const startup = await peer.startup({ threads: 1 });
console.log(JSON.stringify({ note: context.note, bundles: peer.bundles, startup, checks }));
