import { describeBackend } from "@cambium/testing";
import { describe, expect, test } from "vitest";
import { createWasmBackend } from "../src/index.ts";
import { createWasmBackend as createInlinedBackend } from "../src/inlined.ts";

test("the page is isolated from other origins, so that memory can be shared", () => {
  expect(globalThis.crossOriginIsolated).toBe(true);
});

describe.each([1, 2])("%i threads", (threads) => {
  describeBackend("cpu-wasm", async () => {
    const backend = await createWasmBackend({ threads });
    await backend.ready;
    return backend;
  });
});
describeBackend("cpu-wasm, inlined", () => createInlinedBackend({ threads: 1, relaxed: false }));
