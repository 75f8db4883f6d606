import { describeBackend } from "@cambium/testing";
import { describe, expect, test } from "vitest";
import { createWasmBackend } from "../src/index.ts";

// A file of its own: the flag that widens code stays switched on for the process.
describe.each([1, 2, 3])("%i threads", (threads) => {
  describeBackend("cpu-wasm, wide", () => createWasmBackend({ wide: true, threads }));
});

test("the wide build passed its self-test", async () => {
  expect((await createWasmBackend({ wide: true })).build).toBe("wide");
});
