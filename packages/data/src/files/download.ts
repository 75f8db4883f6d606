import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { DataError } from "../errors.ts";
import { cacheFolder } from "./cache-folder.ts";
import { fetchInto } from "./fetch-into.ts";
import { adoptPartial } from "./partial.ts";

/** A file on the web. */
export interface RemoteFile {
  /** What it is called in the cache folder. */
  readonly name: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly sha256: string;
  /** Addresses that hold the same file, tried in order. */
  readonly mirrors: readonly string[];
}

/** How {@link download} works. */
export interface DownloadOptions {
  /** Where the file goes. Default: `cacheFolder()`. */
  readonly folder?: string;
  /** Hears what is going on, a line at a time. */
  readonly log?: (line: string) => void;
}

/**
 * Brings a file into a folder, unless a good copy is there; for Node, Deno and Bun. It appears under its name only when
 * whole and verified. What was left of an interrupted download is continued.
 *
 * @returns The path of the file.
 * @throws {DataError} If no mirror gave it, or the folder cannot be made; the text names each mirror and why.
 * @example
 * const path = await download({ name: "iris.csv", sha256: "f13ffa8f…", mirrors: ["https://example.org/iris.csv"] });
 */
export async function download(file: RemoteFile, options: DownloadOptions = {}): Promise<string> {
  const path = join(options.folder ?? cacheFolder(), file.name);
  const running = underWay.get(path);
  if (running) return running;
  const brought = bring(file, path, options.log ?? (() => {}));
  underWay.set(path, brought);
  return brought.finally(() => underWay.delete(path));
}

/** Downloads of this process, by path: two would write into one file. */
const underWay: Map<string, Promise<string>> = /* @__PURE__ */ new Map();

async function bring(file: RemoteFile, path: string, log: (line: string) => void): Promise<string> {
  const folder = dirname(path);
  if (await isIntact(path, file.sha256)) return path;
  await makeFolder(folder);
  const partial = await adoptPartial(folder, file.name);
  await fetchFromAny(file, partial, path, log);
  await rename(partial, path);
  return path;
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new DataError(
      `download: the cache folder ${folder} cannot be made: ${reasonOf(cause)}. Set CAMBIUM_CACHE to a folder of yours.`,
      { cause },
    );
  }
}

async function isIntact(path: string, sha256: string): Promise<boolean> {
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  return exists && (await sha256Of(path)) === sha256;
}

/** SHA-256 of a file, in hexadecimal. */
async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

async function fetchFromAny(
  file: RemoteFile,
  partial: string,
  path: string,
  log: (line: string) => void,
): Promise<void> {
  const failures: string[] = [];
  for (const address of file.mirrors) {
    log(`downloading ${address}`);
    const failure = await fetchVerified(address, partial, file.sha256).catch(reasonOf);
    if (failure === undefined) return;
    failures.push(`  ${address}: ${failure}`);
  }
  throw new DataError(
    `download: could not download ${file.name}:\n${failures.join("\n")}\n` +
      `Check the connection, or get the file another way and put it at ${path}.`,
  );
}

/**
 * Saves what is at an address, or the rest of it. Returns what was wrong with it, if anything: what is whole but wrong
 * is removed, what was cut short stays to be continued.
 */
async function fetchVerified(address: string, partial: string, sha256: string): Promise<string | undefined> {
  const answer = await fetchInto(address, partial);
  if (answer.refused !== undefined) return answer.refused;
  const found = await sha256Of(partial);
  if (found === sha256) return undefined;
  await rm(partial, { force: true });
  // What was there before may have been of another file.
  if (answer.continued) return fetchVerified(address, partial, sha256);
  return `its SHA-256 is ${found}, expected ${sha256}`;
}

/** fetch hides why it failed in the cause of its error. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const text = error instanceof Error ? error.message : String(error);
  return cause === undefined ? text : `${text} (${reasonOf(cause)})`;
}
