import { describeBackend } from "@cambium/testing";
import { createWasmBackend } from "../src/index.ts";

describeBackend("cpu-wasm, 1 thread", () => createWasmBackend({ threads: 1 }));
