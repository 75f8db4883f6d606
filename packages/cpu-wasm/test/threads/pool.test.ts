import { BackendError } from "@cambium/tensor";
import { describe, expect, test } from "vitest";
import type { Kernel } from "../../src/machine.ts";
import type { WasmMachine } from "../../src/wasm-machine.ts";
import { countAsRun, makeTestMachine } from "./test-machine.ts";

const LONG = 1e9;

/** Numbers of times that tasks ran when `kernel` was launched `rounds` times. */
function counts(machine: WasmMachine, kernel: Kernel, tasks: number, rounds: number): Set<number> {
  const table = machine.allocate(4 * tasks);
  machine.integers.fill(0, table / 4, table / 4 + tasks);
  for (let round = 0; round < rounds; round++) {
    machine.words.set([table, 200]);
    machine.launch(kernel, tasks, LONG);
  }
  const seen = new Set(machine.integers.subarray(table / 4, table / 4 + tasks));
  machine.free(table, 4 * tasks);
  return seen;
}

describe.each([1, 2, 3, 5])("%i threads", (threads) => {
  test("every task runs once in every launch, for many launches in a row", async () => {
    const machine = await makeTestMachine(threads);
    for (const tasks of [1, 2, 7, 100, 1013]) {
      expect(counts(machine, machine.kernels.count!, tasks, 300)).toEqual(new Set([300]));
    }
    machine.dispose();
  });

  test("a module that is compiled later runs on all threads", async () => {
    const machine = await makeTestMachine(threads);
    const bytes = await countAsRun();
    const kernels = [machine.define("first", bytes), machine.define("second", bytes)];
    for (const kernel of [...kernels, ...kernels]) {
      expect(counts(machine, kernel, 500, 20)).toEqual(new Set([20]));
    }
    machine.dispose();
  });

  test("memory that grows between launches is seen by all", async () => {
    const machine = await makeTestMachine(threads);
    const big = machine.allocate(2 ** 26);
    expect(counts(machine, machine.kernels.count!, 200_000, 3)).toEqual(new Set([3]));
    machine.free(big, 2 ** 26);
    machine.dispose();
  });
});

describe("what can go wrong", () => {
  test("a kernel that fails on some thread gives an error, and the next launch works", async () => {
    const machine = await makeTestMachine(3);
    for (const task of [0, 500, 999]) {
      machine.words.set([task]);
      expect(() => machine.launch(machine.kernels.fail!, 1000, LONG)).toThrow(BackendError);
      expect(counts(machine, machine.kernels.count!, 1000, 5)).toEqual(new Set([5]));
    }
    machine.dispose();
  });

  test("a worker that hangs gives an error, not a hang, and the backend says that it is lost", async () => {
    const machine = await makeTestMachine(2, 100);
    expect(() => {
      for (let i = 0; i < 100; i++) machine.launch(machine.kernels.hang!, 64, LONG);
    }).toThrow(/a worker thread took a part of hang and never finished it/);
    expect(() => machine.launch(machine.kernels.count!, 64, LONG)).toThrow(BackendError);
    machine.dispose();
  });

  test("after dispose every use throws", async () => {
    const machine = await makeTestMachine(2);
    machine.dispose();
    machine.dispose();
    expect(() => machine.allocate(8)).toThrow(/the backend was disposed/);
    expect(() => machine.launch(machine.kernels.count!, 1, 0)).toThrow(BackendError);
  });
});
