import { BackendError } from "@cambium/tensor";
import type { CheckedOptions, WasmOptions } from "./options.ts";

const GIBIBYTE: number = 2 ** 30;
const MEBIBYTE: number = 2 ** 20;

/**
 * Fills in defaults and checks what was given.
 *
 * @throws {RangeError} If a number is out of range.
 * @throws {BackendError} If what is wanted does not exist here: threads without shared memory, or `wide` outside of Node.
 */
export function checkOptions(options: WasmOptions): CheckedOptions {
  const shared = canShareMemory();
  const { threads = shared ? processors() : 1, maximumBytes = 4 * GIBIBYTE } = options;
  const { relaxed = true, winograd = true, wide = false } = options;
  if (!Number.isInteger(threads) || threads < 1 || threads > 256) {
    throw new RangeError(`createWasmBackend: threads must be a whole number from 1 to 256: got ${threads}.`);
  }
  if (!(maximumBytes >= 16 * MEBIBYTE && maximumBytes <= 4 * GIBIBYTE)) {
    throw new RangeError(
      `createWasmBackend: maximumBytes must lie between 16 MiB and 4 GiB: got ${maximumBytes}.`,
    );
  }
  if (threads > 1 && !shared) throw cannotShare(threads);
  if (wide && !globalThis.process?.getBuiltinModule?.("node:v8")) {
    throw new BackendError("createWasmBackend: wide needs Node, whose V8 it switches. Leave it out here.");
  }
  return { threads, maximumBytes, relaxed, winograd, wide, shared };
}

function cannotShare(threads: number): BackendError {
  return new BackendError(
    `createWasmBackend: ${threads} threads need shared memory, which this page may not use. Serve it with the headers ` +
      '"Cross-Origin-Opener-Policy: same-origin" and "Cross-Origin-Embedder-Policy: require-corp", or leave threads out.',
  );
}

/** Whether workers can be given memory: always outside of pages, and in pages that are isolated from other origins. */
function canShareMemory(): boolean {
  return typeof SharedArrayBuffer !== "undefined" && globalThis.crossOriginIsolated !== false;
}

function processors(): number {
  return Math.min(globalThis.navigator?.hardwareConcurrency ?? 1, 256);
}
