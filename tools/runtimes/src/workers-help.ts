import type { WasmBackend } from "@cambium/cpu-wasm";
import { pow, scope, tensor } from "@cambium/tensor";

const SIZE = 2 ** 18;
/** Number of attempts: on a single processor, the system decides when a worker runs. */
const ROUNDS = 50;

/**
 * Returns true if workers take part in the work. Kernels call `Math.pow` for each element of a power, and every thread calls its
 * own copy. This thread counts its calls, and workers have computed the remaining elements.
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
