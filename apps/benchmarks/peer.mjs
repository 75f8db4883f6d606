// Cambium as a peer of a benchmark harness: the workloads that other libraries are measured on. The harness is the
// program that loads this module; its folder `lib` holds the shapes, seeds and inputs. CAMBIUM_BACKEND names the backend:
// reference, cpu-wasm (the default), cpu-wasm-baseline, cpu-wasm-direct (without Winograd) or cpu-wasm-wide. It runs what `pnpm build` made, if that was
// run, otherwise the sources.
import { existsSync } from "node:fs";
import { registerHooks } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "../../packages");
const isBuilt = existsSync(join(packages, "cpu-wasm/dist/index.js"));
if (!isBuilt) {
  registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier, { ...context, conditions: [...context.conditions, "@cambium/source"] }),
  });
}

const harness = dirname(process.argv[1]);
const backendName = process.env.CAMBIUM_BACKEND ?? "cpu-wasm";

const wasm = (options) => async (threads) =>
  (await import("@cambium/cpu-wasm")).createWasmBackend({ threads, ...options });

/** As in src/backends.ts, but without TypeScript to load, and each only when it is asked for: start-up is measured. */
const backends = {
  reference: async () => (await import("@cambium/tensor/reference")).createReferenceBackend(),
  "cpu-wasm-baseline": wasm({ relaxed: false }),
  "cpu-wasm-direct": wasm({ winograd: false }),
  "cpu-wasm": wasm({}),
  "cpu-wasm-wide": wasm({ wide: true }),
};

/** The named backend, and the tensor package that uses it. */
async function start(threads) {
  const tensor = await import("@cambium/tensor");
  if (!Object.hasOwn(backends, backendName))
    throw new Error(`CAMBIUM_BACKEND: unknown backend ${backendName}: ${Object.keys(backends)}`);
  const backend = await backends[backendName](threads);
  await backend.ready;
  tensor.setDefaultBackend(backend);
  return { tensor, build: backend.build ?? "none" };
}

/** A workload, once the module that holds them all is loaded. */
const workload =
  (name) =>
  (options, { workloads }) =>
    workloads[name](options);

export default {
  name: backendName.replace("cpu-wasm", "cambium"),
  threads: backendName === "reference" ? [1] : [1, 2, 3, 4],
  async open({ threads }) {
    const { build } = await start(threads);
    const { workloads } = await import("./peer/workloads.mjs");
    const version = isBuilt ? "built" : "from source";
    return { workloads, version, note: `backend ${backendName}, build ${build}` };
  },
  async startup({ threads }) {
    const { matmul, tensor } = (await start(threads)).tensor;
    const numbers = Float32Array.from({ length: 4096 }, (_, i) => i / 4096);
    const a = tensor(numbers, { shape: [64, 64] });
    return matmul(a, a).dataSync()[65];
  },
  bundles: [
    {
      label: "tensor, autograd, layers, losses, optim and cpu-wasm, named imports",
      entry: relative(harness, join(here, "peer/bundle.mjs")),
      extra: ["general", "matrixRelaxed"].map((name) =>
        relative(join(harness, "node_modules"), join(packages, `cpu-wasm/wasm/${name}.wasm`)),
      ),
    },
  ],
  ...Object.fromEntries(
    ["W1", "W2", "W3", "W4", "W5", "W6", "W7", "W9"].map((name) => [name, workload(name)]),
  ),
};
