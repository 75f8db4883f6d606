import { memory, Slot, zeros } from "@cambium/tensor";
import { expect, test, vi } from "vitest";

/** Collects garbage until `done`, or gives up after a while. */
async function collectUntil(done: () => boolean): Promise<void> {
  for (let round = 0; round < 100 && !done(); round++) {
    globalThis.gc!();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test("the value of a dropped slot is freed with it, without a warning", async () => {
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

const advice = "Wrap each step in scope(() => …): the garbage collector does not run inside a loop.";

/** Warnings of a new copy of the package, which has not warned yet. */
async function freshTensor(): Promise<typeof import("@cambium/tensor")> {
  vi.resetModules();
  Reflect.deleteProperty(globalThis, Symbol.for("@cambium/tensor"));
  return await import("@cambium/tensor");
}

test("dropped tensors are freed by garbage collection, with a single warning if there are many", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const fresh = await freshTensor();
  const drop = (count: number) => {
    for (let i = 0; i < count; i++) fresh.zeros([100]);
    fresh.scope(() => fresh.zeros([100]));
  };
  drop(90);
  await collectUntil(() => fresh.memory().tensors === 0);
  expect(fresh.memory()).toMatchObject({ tensors: 0, bytes: 0 });
  expect(warn).not.toHaveBeenCalled();
  drop(90);
  await collectUntil(() => fresh.memory().tensors === 0);
  expect(warn.mock.calls).toEqual([
    [`@cambium/tensor: 100 tensors were dropped without dispose(), the last made by zeros. ${advice}`],
  ]);
  warn.mockRestore();
});

test("a loop that leaves tensors alive warns before any garbage collection", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const fresh = await freshTensor();
  const held = Array.from({ length: 999 }, () => fresh.zeros([1]));
  expect(warn).not.toHaveBeenCalled();
  held.push(fresh.zeros([1]), fresh.zeros([1]));
  expect(warn.mock.calls).toEqual([
    [`@cambium/tensor: 1000 tensors are alive that no scope owns, the last made by zeros. ${advice}`],
  ]);
  for (const tensor of held) tensor.dispose();
  warn.mockRestore();
});
