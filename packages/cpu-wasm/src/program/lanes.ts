import type { Code, Vector } from "./code.ts";
import { Plain, Simd, Type } from "./opcodes.ts";

/** Calls a function of `Math` for each lane, in float64. It is slow and meant for rare arguments. */
export function eachLane(c: Code, name: string, arguments_: readonly Vector[]): Vector {
  const called = c.import(name, arguments_.length);
  const result = c.local(Type.v128);
  for (let lane = 0; lane < 4; lane++) {
    c.get(result);
    for (const vector of arguments_) {
      c.get(vector).simdInstruction(Simd.extractF32).plain(lane).plain(Plain.f64PromoteF32);
    }
    c.plain(Plain.call).body.unsigned(called);
    c.plain(Plain.f32DemoteF64).simdInstruction(Simd.replaceF32).plain(lane).set(result);
  }
  return result;
}
