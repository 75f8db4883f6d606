/** Names of other libraries that differ in more than case and underscores. */
const synonyms: Readonly<Record<string, string>> = {
  lr: "learningRate",
  generator: "rng",
  seed: "rng",
  device: "backend",
  sep: "delimiter",
};

/**
 * Returns the name that was probably meant: the same one in another case (`weight_decay`, `T_max`), a synonym, a name that differs in
 * few letters, or a shorter or longer one (`pad`, `initializer`, `num_workers`).
 *
 * @returns Undefined if no name is near.
 */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const meant = plain(synonyms[name] ?? name);
  const distances = names.map((known) => editDistance(meant, plain(known)));
  const least = Math.min(...distances);
  if (least <= meant.length / 4) return names[distances.indexOf(least)];
  const find = (alike: (a: string, b: string) => boolean) =>
    names.find((known) => alike(meant, plain(known)));
  return find(beginAlike) ?? find(endAlike);
}

function plain(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}

/** True if one word begins with the other, which has at least three letters. */
function beginAlike(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= 3 && (a.startsWith(b) || b.startsWith(a));
}

/** True if one word ends with the other, which has at least four letters: fewer are the end of too many words. */
function endAlike(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= 4 && (a.endsWith(b) || b.endsWith(a));
}

/**
 * Edit distance: number of letters to insert, delete or replace to turn one word into the other.
 *
 * d[i, j] = min(d[i − 1, j] + 1, d[i, j − 1] + 1, d[i − 1, j − 1] + [aᵢ ≠ bⱼ]), row by row
 */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + Number(letter !== other)));
    }
    row = next;
  }
  return row[b.length]!;
}
