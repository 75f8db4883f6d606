import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { access, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { textOf, UsageError } from "../usage-error.ts";

/** A file on the web. */
export interface RemoteFile {
  readonly name: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly sha256: string;
  /** Addresses that hold the same file, tried in order. */
  readonly mirrors: readonly string[];
}

/** Says what is going on, a line at a time. */
export type Log = (line: string) => void;

/**
 * Brings a file into a folder, unless a good copy is there. It appears under its name only when whole and verified.
 *
 * @returns The path of the file.
 * @throws {UsageError} If no mirror gave it; the text names each and why.
 */
export async function download(file: RemoteFile, folder: string, log: Log): Promise<string> {
  const path = join(folder, file.name);
  if (await isIntact(path, file.sha256)) return path;
  await makeFolder(folder);
  const partial = `${path}.${process.pid}.partial`;
  try {
    await fetchFromAny(file, partial, log);
    await rename(partial, path);
  } finally {
    await rm(partial, { force: true });
  }
  return path;
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new UsageError(
      `the cache folder ${folder} cannot be made: ${textOf(error)}. Set CAMBIUM_CACHE to a folder of yours.`,
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

async function fetchFromAny(file: RemoteFile, path: string, log: Log): Promise<void> {
  const failures: string[] = [];
  for (const address of file.mirrors) {
    log(`downloading ${address}`);
    const failure = await fetchVerified(address, path, file.sha256).catch(reasonOf);
    if (failure === undefined) return;
    failures.push(`  ${address}: ${failure}`);
  }
  throw new UsageError(
    `could not download ${file.name}:\n${failures.join("\n")}\n` +
      "Check the connection; or get the files another way and name their folder with --data-dir; " +
      "or use --data digits, which needs no download.",
  );
}

/** Saves what is at an address. Returns what was wrong with it, if anything. */
async function fetchVerified(address: string, path: string, sha256: string): Promise<string | undefined> {
  const response = await fetch(address);
  if (!response.ok || !response.body) return `the server answered ${response.status} ${response.statusText}`;
  await pipeline(Readable.fromWeb(response.body as ReadableStream), createWriteStream(path));
  const found = await sha256Of(path);
  return found === sha256 ? undefined : `its SHA-256 is ${found}, expected ${sha256}`;
}

/** fetch hides why it failed in the cause of its error. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? textOf(error) : `${textOf(error)} (${textOf(cause)})`;
}
