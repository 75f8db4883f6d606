import { readdir, rename } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { threadId } from "node:worker_threads";

/**
 * The path of this thread's unfinished download of a file. What a process that is gone left of it is taken over, so that
 * it is continued; to rename is atomic, so only one takes it.
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

/** Where this thread keeps what is not finished. */
export function partialPath(path: string): string {
  return `${path}.${process.pid}${threadId > 0 ? `-${threadId}` : ""}.partial`;
}

/** A process, and a thread of it; other files may only begin with the same name. */
const ending = /^\.(\d+)(?:-\d+)?\.partial$/;

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    // It is there, but belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
