/** A layer or function in one line: its own `toString`, or the name of its class or of the function. */
export function labelOf(layer: object): string {
  if (typeof layer === "function") return layer.name === "" ? "a function" : layer.name;
  const own = layer.toString !== Object.prototype.toString && !Array.isArray(layer);
  return own ? String(layer) : layer.constructor.name;
}
