import { createWasmBackend } from "@cambium/cpu-wasm/inlined";
import { show } from "./show.ts";

await show(createWasmBackend);
