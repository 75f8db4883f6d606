import { memory, Slot, scope, zeros } from "@cambium/tensor";
import { expect, test, vi } from "vitest";

/** Collects garbage until `done`, or gives up after a while. */
async function collectUntil(done: () => boolean): Promise<void> {
  for (let round = 0; round < 100 && !done(); round++) {
    globalThis.gc!();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test("what a slot held goes with the slot, without a warning", async () => {
  const warn = vi.spyOn(console, "warn");
  const before = memory();
  (() => {
    for (let i = 0; i < 10; i++) new Slot(zeros([100]));
  })();
  await collectUntil(() => memory().tensors === before.tensors);
  expect(memory()).toMatchObject({ tensors: before.tensors, bytes: before.bytes });
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

test("tensors that are dropped are freed by the collector, which warns once", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const before = memory();
  (() => {
    for (let i = 0; i < 10; i++) zeros([100]);
    scope(() => zeros([100]));
  })();
  await collectUntil(() => memory().tensors === before.tensors);
  expect(memory()).toMatchObject({ tensors: before.tensors, bytes: before.bytes });
  expect(warn.mock.calls).toEqual([
    [
      "@cambium/tensor: a tensor made by full was dropped without dispose(). The garbage collector found it, " +
        "but it does not run inside a loop, so memory can grow: wrap the work in scope(() => …).",
    ],
  ]);
  warn.mockRestore();
});
