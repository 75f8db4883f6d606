import type { Backend } from "../backend.ts";
import { copy } from "./copy.ts";
import { gather, scatterAdd } from "./gather.ts";
import { argReduce, cumsum } from "./lines.ts";
import { map } from "./map.ts";
import { matmul } from "./matmul.ts";
import { maxPool2d } from "./max-pool.ts";
import { random } from "./random.ts";
import { reduce } from "./reduce.ts";
import { sort } from "./sort.ts";
import { Pool, type ReferenceStorage } from "./storage.ts";
import { fold, unfold } from "./window.ts";

/** Makes a new reference backend with its own memory pool. */
export function createReferenceBackend(): Backend {
  const pool = new Pool();
  const backend: Backend<ReferenceStorage> = {
    name: "reference",
    dtypes: new Set(["float32", "float64", "int32", "bool"]),
    alloc: (bytes) => pool.alloc(bytes),
    free: (storage) => pool.free(storage),
    write: (storage, data, byteOffset) => {
      storage.u8.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), byteOffset);
    },
    read: async (storage, byteOffset, byteLength) => readSync(storage, byteOffset, byteLength),
    readSync,
    map,
    reduce,
    argReduce,
    cumsum,
    sort,
    matmul,
    copy,
    gather,
    scatterAdd,
    unfold,
    fold,
    random,
    fused: { maxPool2d },
  };
  return backend;
}

function readSync(
  storage: ReferenceStorage,
  byteOffset: number,
  byteLength: number,
): Uint8Array<ArrayBuffer> {
  return storage.u8.slice(byteOffset, byteOffset + byteLength);
}

/** Reference backend in plain TypeScript: the oracle of every test, and the default backend if no other is set. */
export const referenceBackend: Backend = /* @__PURE__ */ createReferenceBackend();
