import { memory, rejectPromise } from "@cambium/tensor";
import { assert } from "vitest";

/**
 * Asserts that a function does not change the number of live tensors and of bytes.
 *
 * @param fn Function that must dispose of everything it makes. Its result is ignored.
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
