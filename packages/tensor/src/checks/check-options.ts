import { checkNames } from "./check-names.ts";
import { requireRng } from "./require-rng.ts";

/** The names of tensor's `RandomOptions`. */
export const randomNames = ["rng", "dtype", "backend"] as const;

/** What a list of options lacks, for the compiler to say. */
export interface Lacking<Name> {
  /** The names. */
  readonly missing: Name;
}

/** Names of options, all that there are: the compiler refuses a list that lacks one. */
export type EveryName<Options, Name extends keyof Options> = readonly Name[] &
  ([Exclude<keyof Options, Name>] extends [never] ? unknown : Lacking<Exclude<keyof Options, Name>>);

/**
 * Checks that options are an object whose names all exist, and that there is an `rng` where one is drawn from: what the
 * compiler finds in typed code. For the first line of constructors and functions; it takes some 30 ns.
 *
 * @param owner The class or function whose options they are.
 * @param names All names that exist; the most important first.
 * @param demand Whether an `rng` among them may be missing. Default: it may not.
 * @throws {TypeError} If there is anything else in them, naming what was probably meant.
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
