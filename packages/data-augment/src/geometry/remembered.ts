/** A function that keeps its last result: images that follow each other mostly have one size. */
export function remembered<T>(make: (size: number) => T): (size: number) => T {
  let last: { readonly size: number; readonly result: T } | undefined;
  return (size) => {
    if (last?.size !== size) last = { size, result: make(size) };
    return last.result;
  };
}
