import { ModelSlot } from "./model-slot.ts";
import { walk } from "./parts.ts";

/** Most names that are listed of one parameter: nested sharing would multiply them without end. */
const MOST_NAMES = 1024;

/**
 * All names of each parameter and buffer, by its first name, which comes first: tied weights have several, and so have
 * the parameters of a layer that stands in several fields.
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

/** Adds to the names that lie at or below `path` those at or below `alias`. */
function addAliases(names: string[], path: string, alias: string): void {
  for (const name of [...names]) {
    if (names.length >= MOST_NAMES) return;
    if (name === path || name.startsWith(`${path}.`)) names.push(alias + name.slice(path.length));
  }
}
