/**
 * Describes a value of the wrong kind in an error message: `"same"`, `0.1`, `an array`, `the function relu`, and for an object
 * the name of its class.
 */
export function inWords(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return value.name === "" ? "a function" : `the function ${value.name}`;
  if (Array.isArray(value)) return "an array";
  if (typeof value !== "object" || value === null) return String(value);
  const kind: unknown = value.constructor;
  return typeof kind === "function" && kind !== Object ? `an instance of ${kind.name}` : "a plain object";
}
