/** A state under the names of a model. */
export interface Resolved {
  /** Saved values by the first name of the parameter or buffer that they are for. */
  readonly found: ReadonlyMap<string, unknown>;
  /** Names that the model does not have. */
  readonly unexpected: readonly string[];
  /** A sentence for each two names of one parameter with different values. */
  readonly clashes: readonly string[];
}

/**
 * Finds what each name of a state means: it is one of a parameter's names, as it is or in snake_case.
 *
 * @param names All names of each parameter and buffer by the first of them.
 */
export function resolveNames(
  names: ReadonlyMap<string, readonly string[]>,
  state: Readonly<Record<string, unknown>>,
): Resolved {
  const known = firstNames(names);
  const found = new Map<string, unknown>();
  const sources = new Map<string, string>();
  const [unexpected, clashes]: [string[], string[]] = [[], []];
  for (const [name, value] of Object.entries(state)) {
    if (/(^|\.)num_batches_tracked$/.test(name)) continue;
    const first = known.get(name) ?? known.get(camelCase(name));
    const other = first === undefined ? undefined : sources.get(first);
    if (first === undefined) unexpected.push(name);
    else if (other === undefined) {
      found.set(first, value);
      sources.set(first, name);
    } else if (!sameSaved(found.get(first), value)) {
      clashes.push(`${other} and ${name} are one tensor here and have different values in the state`);
    }
  }
  return { found, unexpected, clashes };
}

/** The first name of each parameter by all its names, as they are and in camelCase; exact ones go before. */
function firstNames(names: ReadonlyMap<string, readonly string[]>): Map<string, string> {
  const known = new Map<string, string>();
  for (const [first, all] of names) for (const name of all) known.set(name, first);
  for (const [first, all] of names) {
    for (const name of all.map(camelCase)) if (!known.has(name)) known.set(name, first);
  }
  return known;
}

function camelCase(name: string): string {
  return name.replace(/(?<=[a-zA-Z0-9])_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

interface Saved {
  readonly shape?: readonly unknown[];
  readonly data?: ArrayLike<unknown>;
}

/** True if two saved values have the same shape and elements; NaN equals NaN, and 0 differs from −0. */
function sameSaved(a: unknown, b: unknown): boolean {
  const [left, right] = [a, b] as [Saved, Saved];
  return sameItems(left?.shape, right?.shape) && sameItems(left?.data, right?.data);
}

function sameItems(a: ArrayLike<unknown> | undefined, b: ArrayLike<unknown> | undefined): boolean {
  if (a === b) return true;
  if (!a || !b || a.length !== b.length) return false;
  return Array.prototype.every.call(a, (value, i) => Object.is(value, b[i]));
}
