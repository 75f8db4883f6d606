/** Names of options that say where and from what values are made, not what a layer computes. */
const unshown: ReadonlySet<string> = new Set(["rng", "backend"]);

/** A constructor call as it is written: `Conv2d(1, 6, 5, { padding: 2 })`; the name alone without arguments. */
export function callText(name: string, args: readonly unknown[]): string {
  const shown = args.map(textOf).filter((text) => text !== undefined);
  return shown.length === 0 ? name : `${name}(${shown.join(", ")})`;
}

/** An argument as it is written; undefined for one that is left out. */
function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return `[${value.map((each) => textOf(each) ?? "…").join(", ")}]`;
  return isPlain(value) ? optionsText(value) : undefined;
}

function optionsText(options: object): string | undefined {
  const entries = Object.entries(options).flatMap(([name, value]) => {
    const text = unshown.has(name) ? undefined : textOf(value);
    return text === undefined ? [] : [`${name}: ${text}`];
  });
  return entries.length === 0 ? undefined : `{ ${entries.join(", ")} }`;
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
