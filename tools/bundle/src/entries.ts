/** The part of a package.json that names its entries. */
export interface Manifest {
  readonly name: string;
  readonly exports: Readonly<
    Record<string, { readonly "@cambium/source": string; readonly default: string }>
  >;
}

/**
 * What to bundle: for each entry its path in `dist`, without the ending, and its source.
 *
 * @throws {Error} If an entry's file does not lie directly in `dist`: addresses relative to a module would change.
 */
export function entriesOf({ name, exports }: Manifest): Record<string, string> {
  const entries = Object.entries(exports).map(([entry, { "@cambium/source": source, default: output }]) => {
    const file = /^\.\/dist\/([^/]+)\.js$/.exec(output)?.[1];
    if (!file) {
      throw new Error(
        `${name}: the entry "${entry}" is ${output}. Put it directly into dist: ./dist/NAME.js.`,
      );
    }
    return [file, source] as const;
  });
  return Object.fromEntries(entries);
}
