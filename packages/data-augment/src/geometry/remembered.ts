/** Caches the last result of a function of a size, since most images of a data set have the same size. */
export function remembered<T>(make: (size: number) => T): (size: number) => T {
  let last: { readonly size: number; readonly result: T } | undefined;
  return (size) => {
    if (last?.size !== size) last = { size, result: make(size) };
    return last.result;
  };
}
