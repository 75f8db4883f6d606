import { memory, rejectPromise } from "@cambium/tensor";
import { assert } from "vitest";

/**
 * Asserts that a function leaves as many live tensors and as many bytes as it found.
 *
 * @param fn What it makes it must dispose of; its result is not looked at.
 * @throws {TypeError} If it returns a promise.
 */
export function expectNoLeak(fn: () => unknown): void {
  const before = memory();
  rejectPromise("expectNoLeak", fn());
  const after = memory();
  if (after.tensors === before.tensors && after.bytes === before.bytes) return;
  assert.fail(
    `leak: ${after.tensors - before.tensors} more live tensors and ${after.bytes - before.bytes} more bytes than before`,
  );
}
