import { describeBackend } from "@cambium/testing";
import { describe } from "vitest";
import { createWasmBackend } from "../src/index.ts";
import { createWasmBackend as createInlinedBackend } from "../src/inlined.ts";
import { makeSharingBackend } from "./make-backend.ts";

describeBackend("cpu-wasm", () => createWasmBackend());
describeBackend("cpu-wasm, baseline SIMD", () => createWasmBackend({ threads: 1, relaxed: false }));
describeBackend("cpu-wasm, inlined", () => createInlinedBackend({ threads: 1 }));
describe.each([1, 2, 3])("every launch on %i threads", (threads) => {
  describeBackend("cpu-wasm", () => makeSharingBackend({ threads }));
  describeBackend("cpu-wasm, baseline SIMD", () => makeSharingBackend({ threads, relaxed: false }));
});
