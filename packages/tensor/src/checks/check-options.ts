import { checkNames } from "./check-names.ts";
import { requireRng } from "./require-rng.ts";

/** Names that a list of options lacks, for the message of the compiler. */
export interface Lacking<Name> {
  /** The missing names. */
  readonly missing: Name;
}

/** Complete list of the names of `Options`: the compiler refuses a list that lacks one. */
export type EveryName<Options, Name extends keyof Options> = readonly Name[] &
  ([Exclude<keyof Options, Name>] extends [never] ? unknown : Lacking<Exclude<keyof Options, Name>>);

/**
 * Checks for plain JavaScript what the compiler checks in typed code: that options are an object, that all its names exist, and that
 * there is an `rng` if numbers are drawn. Call it in the first line of a constructor or function; it takes about 30 ns.
 *
 * @param owner Class or function whose options they are.
 * @param names All names that exist, the most important one first.
 * @param demand `{ rng: "optional" }` if an `rng` may be missing. Default: it may not.
 * @throws {TypeError} If a name is unknown, with the one that was probably meant, or an option is missing.
 * @example
 * checkOptions("ema", options, ["decay"]); // { dcay: 0.9 }: ema: there is no option dcay. Did you mean decay?
 */
export function checkOptions<Options extends object, Name extends keyof Options>(
  owner: string,
  options: Options,
  names: EveryName<Options, Name>,
  demand?: { readonly rng: "optional" },
): void {
  const known = names as readonly string[];
  const random = known.includes("rng");
  if (options === undefined && random && !demand) requireRng(owner, undefined);
  checkNames(owner, options, known);
  const { rng } = options as { readonly rng?: unknown };
  if (random && !(demand && rng === undefined)) requireRng(owner, rng);
}
