import { ModelSlot } from "./model-slot.ts";
import { walk } from "./parts.ts";

/** Largest number of names listed for one parameter, because nested sharing multiplies them. */
const MOST_NAMES = 1024;

/**
 * All names of each parameter and buffer, by its first name, which comes first: tied weights have several, and so have
 * the parameters of a layer that is in several fields.
 */
export function sharedNames(caller: string, model: object): Map<string, readonly string[]> {
  const { parts, repeats } = walk(caller, model);
  const first = new Map(parts.map(({ name, value }) => [value, name]));
  const names = new Map<string, string[]>();
  for (const { name, value } of parts) if (value instanceof ModelSlot) names.set(name, [name]);
  for (const { name, value } of repeats) {
    for (const all of names.values()) addAliases(all, first.get(value)!, name);
  }
  return names;
}

/** For every name that is `path` or starts with it, adds the same name under `alias`. */
function addAliases(names: string[], path: string, alias: string): void {
  for (const name of [...names]) {
    if (names.length >= MOST_NAMES) return;
    if (name === path || name.startsWith(`${path}.`)) names.push(alias + name.slice(path.length));
  }
}
