/** Part of a package.json that names the entries. */
export interface Manifest {
  readonly name: string;
  readonly exports: Readonly<
    Record<string, { readonly "@cambium/source": string; readonly default: string }>
  >;
}

/**
 * Returns the entries to bundle: the path of each in `dist`, without the extension, and its source.
 *
 * @throws {Error} If the file of an entry is not directly in `dist`, because addresses relative to a module would change.
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
