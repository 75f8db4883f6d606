/** A program that a page shows: one block of TypeScript, or several that continue each other. */
export interface Program {
  /** Line number of its first block. */
  readonly line: number;
  /** Path that the page names for it: the text before the block ends in a code span with it. */
  readonly path: string | undefined;
  readonly code: string;
}

const block = /^( *)```ts\n(.*?)^\1```$/gms;

/** The programs of a page. A block without imports continues the one before it, so that pages need not repeat themselves. */
export function programs(page: string): Program[] {
  const found: Program[] = [];
  for (const match of page.matchAll(block)) {
    const before = page.slice(0, match.index);
    const path = /`([\w./-]+\.ts)`:?\n+$/.exec(before)?.[1];
    const code = match[2]!;
    const last = found.at(-1);
    if (last && !path && !/^(import|export) /m.test(code)) {
      found[found.length - 1] = { ...last, code: `${last.code}\n${code}` };
    } else {
      found.push({ line: before.split("\n").length, path, code });
    }
  }
  return found;
}

/** Names of the packages that code imports, subpaths left out. */
export function importedPackages(code: string): string[] {
  const specifiers = Array.from(code.matchAll(/(?:from|import)\s*\(?"([^".][^"]*)"/g), ([, name]) => name!);
  const names = specifiers
    .filter((name) => !name.startsWith("node:"))
    .map((name) => name.split("/", name.startsWith("@") ? 2 : 1).join("/"));
  return [...new Set(names)];
}

/** Names of the packages that the install commands of a page list. */
export function installedPackages(page: string): string[] {
  const commands = page.matchAll(/^(?:npm install|pnpm add)(?: --?[\w-]+)* ([^#\n]*)/gm);
  return Array.from(commands, ([, names]) => names!.trim().split(/\s+/)).flat();
}
