import type { WasmBackend } from "@cambium/cpu-wasm";
import { pow, scope, tensor } from "@cambium/tensor";

const SIZE = 2 ** 18;
/** Where there is one processor, a worker gets its turn when it pleases the system. */
const ROUNDS = 50;

/**
 * Whether workers take a part of the work. Kernels call `Math.pow` for each element of a power; every thread calls its
 * own: so this thread counts its calls, and what is missing was done by workers.
 */
export function workersHelp(backend: WasmBackend): boolean {
  let calls = 0;
  const { pow: original } = Math;
  Math.pow = (x, y) => {
    calls++;
    return original(x, y);
  };
  try {
    const x = tensor(new Float32Array(SIZE).fill(2), { backend });
    for (let round = 1; round <= ROUNDS; round++) {
      scope(() => void pow(x, x));
      if (calls < round * SIZE) return true;
    }
    return false;
  } finally {
    Math.pow = original;
  }
}
