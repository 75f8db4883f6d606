/** Sets the text that `console.log` prints for objects with this prototype, in Node, Deno and Bun. */
export function showInConsole<T extends object>(prototype: T, text: (object: T) => string): void {
  Object.defineProperty(prototype, Symbol.for("nodejs.util.inspect.custom"), {
    value(this: T): string {
      return text(this);
    },
  });
}
