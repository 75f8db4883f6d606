import { BackendError } from "@cambium/tensor";
import type { ModuleName } from "./modules/source.ts";

/** Each address is written out because bundlers recognize files to include by this form. */
const addresses: Readonly<Record<ModuleName, () => URL>> = {
  general: () => new URL("../wasm/general.wasm", import.meta.url),
  matrix: () => new URL("../wasm/matrix.wasm", import.meta.url),
  matrixRelaxed: () => new URL("../wasm/matrixRelaxed.wasm", import.meta.url),
  matrixWide: () => new URL("../wasm/matrixWide.wasm", import.meta.url),
};

/**
 * Returns the bytes of a file of this package.
 *
 * @throws {BackendError} If it cannot be loaded.
 */
export async function fromFile(name: ModuleName): Promise<Uint8Array<ArrayBuffer>> {
  const url = addresses[name]();
  try {
    return url.protocol === "file:" ? await read(url) : await download(url);
  } catch (error) {
    throw new BackendError(
      `cpu-wasm: cannot load ${url}. Did a bundler leave it out? Serve the file there, or use the entry @cambium/cpu-wasm/inlined.`,
      { cause: error },
    );
  }
}

async function read(url: URL): Promise<Uint8Array<ArrayBuffer>> {
  const { readFile } = globalThis.process.getBuiltinModule("node:fs/promises");
  return readFile(url);
}

async function download(url: URL): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}
