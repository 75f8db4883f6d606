import { Program, type RandomKind, type RngKey, Scalars, sizeOf } from "@cambium/tensor";
import { launchInterleave, launchRandomWords, RANDOM_BLOCKS } from "../launch.ts";
import type { Machine } from "../machine.ts";
import { map } from "../program/map.ts";
import type { WasmView } from "../storage.ts";
import { copy } from "./copy.ts";
import { addressOf, temporary } from "./layout.ts";

const TWO_TO_THE_32 = 2 ** 32;

/** Random elements: `Backend.random`. */
export function random(machine: Machine, kind: RandomKind, key: RngKey, out: WasmView): void {
  const count = sizeOf(out.shape);
  if (count === 0) return;
  if (kind === "normal") normals(machine, key, addressOf(out), count);
  else words(machine, key, addressOf(out), count, kind === "uniform");
}

function words(machine: Machine, key: RngKey, address: number, count: number, uniform: boolean): void {
  const { counter, key0, key1 } = key;
  const [counterLow, counterHigh] = [counter | 0, Math.floor(counter / TWO_TO_THE_32)];
  const parameters = { out: address, count, key0, key1, counterLow, counterHigh, isUniform: uniform };
  launchRandomWords(machine, parameters, Math.ceil(count / (4 * RANDOM_BLOCKS)), 2 * count);
}

/** Normal numbers by the Box–Muller method: all cosines, then all sines, which are then interleaved. */
function normals(machine: Machine, key: RngKey, address: number, count: number): void {
  const pairs = Math.ceil(count / 2);
  const memory = machine.borrow(16 * pairs);
  words(machine, key, memory, 2 * pairs, true);
  const half = (start: number, stride: number): WasmView => ({
    ...temporary(start, [pairs], "float32"),
    strides: [stride],
  });
  const waves = memory + 8 * pairs;
  map(
    machine,
    boxMuller,
    [half(memory, 2), half(memory + 4, 2)],
    [],
    [half(waves, 1), half(waves + 4 * pairs, 1)],
  );
  // If the count is odd, the last number of the last pair is dropped.
  launchInterleave(machine, { from: waves, to: memory, pairs }, 1, 0);
  copy(machine, temporary(memory, [count], "float32"), temporary(address, [count], "float32"));
  machine.giveBack(memory);
}

/** r·cos θ and r·sin θ with r = √(−2 ln(u + 2⁻²⁴)) and θ = 2πv. */
const boxMuller: Program = /* @__PURE__ */ makeBoxMuller();

function makeBoxMuller(): Program {
  const s = new Scalars();
  const [u, v] = [s.input("float"), s.input("float")];
  const radius = s.sqrt(s.mul(s.log(s.add(u, 2 ** -24)), -2));
  const angle = s.mul(v, 2 * Math.PI);
  return new Program([s.mul(radius, s.cos(angle)), s.mul(radius, s.sin(angle))], [u, v]);
}
