import { readdir, rename } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { threadId } from "node:worker_threads";

/**
 * Returns the path of this thread's partial download of a file. It takes over that of a process that no longer runs, so that
 * the download continues. Renaming is atomic, so only one thread takes it.
 */
export async function adoptPartial(path: string): Promise<string> {
  const [folder, name] = [dirname(path), basename(path)];
  const own = partialPath(path);
  const others = await readdir(folder);
  if (others.includes(basename(own))) return own;
  for (const other of others) {
    const owner = other.startsWith(`${name}.`) && ending.exec(other.slice(name.length))?.[1];
    if (!owner || isAlive(Number(owner))) continue;
    const taken = await rename(join(folder, other), own).then(
      () => true,
      () => false,
    );
    if (taken) return own;
  }
  return own;
}

/** Path of the partial download of this thread. */
export function partialPath(path: string): string {
  return `${path}.${process.pid}${threadId > 0 ? `-${threadId}` : ""}.partial`;
}

/** Process and thread. Other files may start with the same name. */
const ending = /^\.(\d+)(?:-\d+)?\.partial$/;

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    // The process exists, but belongs to another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
