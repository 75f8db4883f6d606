import { BackendError } from "@cambium/tensor";
import { checkOptions, inWords } from "@cambium/tensor/checks";
import { SCRATCH_BYTES } from "./machine.ts";
import type { CheckedOptions, WasmOptions } from "./options.ts";

const GIBIBYTE: number = 2 ** 30;
const MEBIBYTE: number = 2 ** 20;

/**
 * Checks options and fills in defaults.
 *
 * @throws {TypeError} If an option does not exist.
 * @throws {RangeError} If a number is out of range.
 * @throws {BackendError} If an option is not available here: threads without shared memory, or `wide` outside of Node ≥ 24.
 */
export function checkWasmOptions(options: WasmOptions): CheckedOptions {
  checkOptions("createWasmBackend", options, ["threads", "maximumBytes", "relaxed", "winograd", "wide"]);
  const shared = canShareMemory();
  const { threads = shared ? processors() : 1, maximumBytes = 4 * GIBIBYTE } = options;
  const { relaxed = true, winograd = true, wide = false } = options;
  if (!Number.isInteger(threads) || threads < 1 || threads > 256) {
    throw new RangeError(
      `createWasmBackend: threads must be a whole number from 1 to 256: got ${inWords(threads)}.`,
    );
  }
  if (!(maximumBytes >= 16 * MEBIBYTE && maximumBytes <= 4 * GIBIBYTE)) {
    throw new RangeError(
      `createWasmBackend: maximumBytes must lie between 16 MiB and 4 GiB: got ${inWords(maximumBytes)}.`,
    );
  }
  if (threads > 1 && !shared) throw cannotShare(threads);
  if (threads * SCRATCH_BYTES + MEBIBYTE > maximumBytes) {
    throw new RangeError(
      `createWasmBackend: ${threads} threads need ${threads * SCRATCH_BYTES + MEBIBYTE} bytes to work with, more than maximumBytes: got ` +
        `${maximumBytes}. Raise it, or use fewer threads.`,
    );
  }
  if (wide && !canWiden()) {
    throw new BackendError(
      "createWasmBackend: wide needs Node ≥ 24, whose V8 it switches. Leave it out here.",
    );
  }
  return { threads, maximumBytes, relaxed, winograd, wide, shared };
}

function cannotShare(threads: number): BackendError {
  return new BackendError(
    `createWasmBackend: ${threads} threads need shared memory, which this page may not use. Serve it with the headers ` +
      '"Cross-Origin-Opener-Policy: same-origin" and "Cross-Origin-Embedder-Policy: require-corp", or leave threads out.',
  );
}

/** True if memory can be shared with workers: always outside of pages, and in pages that are cross-origin isolated. */
function canShareMemory(): boolean {
  return typeof SharedArrayBuffer !== "undefined" && globalThis.crossOriginIsolated !== false;
}

/**
 * True if V8's flag for `wide` has an effect. Deno and Bun have Node's modules but ignore the flag. Node 22
 * needs half a minute for the self-test and does not become faster.
 */
function canWiden(): boolean {
  const { node = "0", deno, bun }: Partial<Record<string, string>> = globalThis.process?.versions ?? {};
  return Number.parseInt(node, 10) >= 24 && deno === undefined && bun === undefined;
}

function processors(): number {
  return Math.min(globalThis.navigator?.hardwareConcurrency ?? 1, 256);
}
