import { readdir, rename } from "node:fs/promises";
import { join } from "node:path";

/**
 * The path of this process's unfinished download of a file. What a process that is gone left of it is taken over, so that
 * it is continued; to rename is atomic, so only one takes it.
 */
export async function adoptPartial(folder: string, name: string): Promise<string> {
  const own = join(folder, `${name}.${process.pid}.partial`);
  for (const other of await readdir(folder)) {
    if (!other.startsWith(`${name}.`) || !other.endsWith(".partial")) continue;
    const owner = Number(other.slice(name.length + 1, -".partial".length));
    if (owner === process.pid) return own;
    if (isAlive(owner)) continue;
    const taken = await rename(join(folder, other), own).then(
      () => true,
      () => false,
    );
    if (taken) return own;
  }
  return own;
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    // It is there, but belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
