import { inWords } from "./in-words.ts";
import { nearestName } from "./nearest-name.ts";

/**
 * Checks that options are an object with known names.
 *
 * @throws {TypeError} If they are something else, or a name is unknown; the message suggests the intended name.
 */
export function checkNames(owner: string, options: unknown, known: readonly string[]): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new TypeError(
      `${owner}: options must be an object: got ${inWords(options)}. Pass them by name: { ${known.join(", ")} }.`,
    );
  }
  for (const name in options) if (!known.includes(name)) throw unknownOption(owner, name, known);
}

function unknownOption(owner: string, name: string, known: readonly string[]): TypeError {
  const meant = nearestName(name, known);
  const advice = meant === undefined ? `Use one of ${known.join(", ")}.` : `Did you mean ${meant}?`;
  return new TypeError(`${owner}: there is no option ${name}. ${advice}`);
}
