import { createWasmBackend } from "@cambium/cpu-wasm";
import { show } from "./show.ts";

await show(createWasmBackend);
