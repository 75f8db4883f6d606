import type { Code, Vector } from "./code.ts";
import { I32_TRUNC_SAT_F64_S, Plain, Simd, Type } from "./opcodes.ts";

/** A function of `Math`, called for each lane in float64: slow, for what is rare. */
export function eachLane(c: Code, name: string, arguments_: readonly Vector[]): Vector {
  return perLane(c, name, arguments_, {
    extract: Simd.extractF32,
    replace: Simd.replaceF32,
    widen: () => c.plain(Plain.f64PromoteF32),
    narrow: () => c.plain(Plain.f32DemoteF64),
  });
}

/** The same of int32s; the result is rounded to the nearest whole number. */
export function eachIntLane(c: Code, name: string, arguments_: readonly Vector[]): Vector {
  return perLane(c, name, arguments_, {
    extract: Simd.extractI32,
    replace: Simd.replaceI32,
    widen: () => c.plain(Plain.f64ConvertI32S),
    narrow: () => {
      c.plain(Plain.f64Nearest).body.push(...I32_TRUNC_SAT_F64_S);
    },
  });
}

/** How lanes of a kind leave a vector and come back. */
interface LaneAccess {
  readonly extract: number;
  readonly replace: number;
  readonly widen: () => void;
  readonly narrow: () => void;
}

function perLane(c: Code, name: string, arguments_: readonly Vector[], access: LaneAccess): Vector {
  const called = c.import(name, arguments_.length);
  const result = c.local(Type.v128);
  for (let lane = 0; lane < 4; lane++) {
    c.get(result);
    for (const vector of arguments_) {
      c.get(vector).simdInstruction(access.extract).plain(lane);
      access.widen();
    }
    c.plain(Plain.call).body.unsigned(called);
    access.narrow();
    c.simdInstruction(access.replace).plain(lane).set(result);
  }
  return result;
}
