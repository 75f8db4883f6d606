import { type Backend, BackendError, type DType, Storage } from "@cambium/tensor";

/** Memory of 0 bytes, so that nothing is counted. */
class NoMemory extends Storage {}

function nothing(): void {}

function unreadable(): never {
  throw new BackendError(
    "summary: the model reads the values of a tensor in forward, but a summary computes none. Keep to tensor operations there.",
  );
}

/** A backend that allocates and computes nothing: results have shapes and types but no elements. */
export const shapeBackend: Backend = {
  name: "shape",
  dtypes: /* @__PURE__ */ new Set<DType>(["float32", "float64", "int32", "bool"]),
  alloc: () => new NoMemory(0),
  free: nothing,
  write: nothing,
  read: unreadable,
  readSync: unreadable,
  map: nothing,
  reduce: nothing,
  argReduce: nothing,
  cumsum: nothing,
  sort: nothing,
  matmul: nothing,
  copy: nothing,
  gather: nothing,
  scatterAdd: nothing,
  unfold: nothing,
  fold: nothing,
  random: nothing,
};
