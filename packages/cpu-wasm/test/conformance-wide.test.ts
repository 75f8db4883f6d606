import { describeBackend } from "@cambium/testing";
import { describe, expect, test } from "vitest";
import { createWasmBackend } from "../src/index.ts";

// A separate file, because the flag that widens code stays set for the process.
describe.each([1, 2, 3])("%i threads", (threads) => {
  describeBackend("cpu-wasm, wide", () => createWasmBackend({ wide: true, threads }));
});

test("the wide build passed its self-test", async () => {
  expect((await createWasmBackend({ wide: true })).build).toBe("wide");
});
