/**
 * @file Cambium as a peer of a benchmark harness: the workloads that other libraries are measured on.
 *
 * The harness is the program that loads this module. Its folder `lib` has the shapes, seeds and inputs. The environment
 * variable CAMBIUM_BACKEND selects the backend, cpu-wasm by default. The packages are loaded from `dist` after
 * `pnpm build`, otherwise from their sources.
 *
 * This file is JavaScript because it is on the path of the start-up measurement, which would otherwise include loading
 * Node's TypeScript support. Types are checked through JSDoc.
 */
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

const harness = dirname(/** @type {string} */ (process.argv[1]));
const backendName = process.env.CAMBIUM_BACKEND ?? "cpu-wasm";

/**
 * @param {import("@cambium/cpu-wasm").WasmOptions} options
 * @returns {(threads: number) => Promise<import("@cambium/cpu-wasm").WasmBackend>}
 */
const wasm = (options) => async (threads) =>
  (await import("@cambium/cpu-wasm")).createWasmBackend({ threads, ...options });

/**
 * The backends of src/backends.ts. Each is imported only when it is used, because start-up is measured.
 *
 * @satisfies {Record<import("./src/backends.ts").BackendName, (threads: number) => Promise<import("@cambium/tensor").Backend>>}
 */
const backends = {
  reference: async () => (await import("@cambium/tensor/reference")).createReferenceBackend(),
  "cpu-wasm-baseline": wasm({ relaxed: false }),
  "cpu-wasm-direct": wasm({ winograd: false }),
  "cpu-wasm": wasm({}),
  "cpu-wasm-wide": wasm({ wide: true }),
};

/**
 * Makes the selected backend the default one.
 *
 * @param {number} threads
 */
async function start(threads) {
  const tensor = await import("@cambium/tensor");
  const make = Object.entries(backends).find(([name]) => name === backendName)?.[1];
  if (!make) throw new Error(`CAMBIUM_BACKEND: unknown backend ${backendName}: ${Object.keys(backends)}`);
  const backend = await make(threads);
  if ("ready" in backend) await backend.ready;
  tensor.setDefaultBackend(backend);
  return { tensor, build: "build" in backend ? backend.build : "none" };
}

/**
 * Returns the function for a workload, which calls it on the workloads loaded by `open`.
 *
 * @template {import("./peer/workloads.ts").WorkloadName} Name
 * @param {Name} name
 * @returns {(options: any, context: { workloads: import("./peer/workloads.ts").Workloads }) => ReturnType<import("./peer/workloads.ts").Workloads[Name]>}
 */
const workload =
  (name) =>
  (options, { workloads }) =>
    /** @type {any} */ (workloads)[name](options);

export default {
  name: backendName.replace("cpu-wasm", "cambium"),
  threads: backendName === "reference" ? [1] : [1, 2, 3, 4],
  /** @param {{ threads: number }} options */
  async open({ threads }) {
    const { build } = await start(threads);
    const { loadWorkloads } = await import("./peer/workloads.ts");
    const version = isBuilt ? "built" : "from source";
    return {
      workloads: await loadWorkloads(harness),
      version,
      note: `backend ${backendName}, build ${build}`,
    };
  },
  /** @param {{ threads: number }} options */
  async startup({ threads }) {
    const { matmul, tensor } = (await start(threads)).tensor;
    const numbers = Float32Array.from({ length: 4096 }, (_, i) => i / 4096);
    const a = tensor(numbers, { shape: [64, 64] });
    return matmul(a, a).dataSync()[65];
  },
  bundles: [
    {
      label: "tensor, autograd, layers, losses, optim and cpu-wasm, named imports",
      entry: relative(harness, join(here, "peer/bundle.ts")),
      extra: ["general", "matrixRelaxed"].map((name) =>
        relative(join(harness, "node_modules"), join(packages, `cpu-wasm/wasm/${name}.wasm`)),
      ),
    },
  ],
  W1: workload("W1"),
  W2: workload("W2"),
  W3: workload("W3"),
  W4: workload("W4"),
  W5: workload("W5"),
  W6: workload("W6"),
  W7: workload("W7"),
  W9: workload("W9"),
};
