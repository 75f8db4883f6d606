import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, mkdir, rename, rm } from "node:fs/promises";
import { dirname, isAbsolute, join, normalize } from "node:path";
import { pipeline } from "node:stream/promises";
import { checkOptions, inWords } from "@cambium/tensor/checks";
import { requireArray, requirePath } from "../checks.ts";
import { DataError } from "../errors.ts";
import { cacheFolder } from "./cache-folder.ts";
import { fetchInto } from "./fetch-into.ts";
import { adoptPartial } from "./partial.ts";

/** A file on the web. */
export interface RemoteFile {
  /** Name in the cache folder. */
  readonly name: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly sha256: string;
  /** Addresses of the same file, tried in order. */
  readonly mirrors: readonly string[];
}

/** Options of {@link download}. */
export interface DownloadOptions {
  /** Folder for the file. Default: `cacheFolder()`. */
  readonly folder?: string;
  /** Receives progress messages, one line at a time. */
  readonly log?: (line: string) => void;
  /** Milliseconds without a byte before the next mirror is tried. Default: 60,000. */
  readonly patience?: number;
}

/** Names of {@link DownloadOptions}. */
export const downloadNames = ["folder", "log", "patience"] as const;

/**
 * Downloads a file into a folder, unless a valid copy exists; for Node, Deno and Bun. The file appears under its name only
 * when it is complete and verified. Interrupted downloads are continued.
 *
 * @returns Path of the file.
 * @throws {RangeError} If the name leads out of the folder, `sha256` is not a SHA-256, there is no mirror, or `patience` is not
 * above 0.
 * @throws {DataError} If all mirrors fail, or the folder cannot be created. The error gives the reason for each mirror.
 * @example
 * const path = await download({ name: "iris.csv", sha256: "f13ffa8f…", mirrors: ["https://example.org/iris.csv"] });
 */
export async function download(file: RemoteFile, options: DownloadOptions = {}): Promise<string> {
  checkOptions("download", options, downloadNames);
  checkFile(file ?? {}, options);
  const path = join(options.folder ?? cacheFolder(), file.name);
  const running = underWay.get(path);
  if (running) return running;
  const brought = bring(file, path, options);
  underWay.set(path, brought);
  return brought.finally(() => underWay.delete(path));
}

function checkFile({ name, sha256, mirrors }: RemoteFile, { patience = PATIENCE }: DownloadOptions): void {
  requirePath("download", name);
  requireArray("download", "mirrors", mirrors);
  const place = normalize(name);
  if (name === "" || isAbsolute(name) || place === "." || place.startsWith("..")) {
    throw new RangeError(
      `download: the name must be one within the folder: got ${JSON.stringify(name)}. Give another folder instead.`,
    );
  }
  if (!/^[0-9a-f]{64}$/i.test(sha256)) {
    throw new RangeError(
      `download: sha256 must have 64 hexadecimal digits: got ${JSON.stringify(sha256)}. sha256sum prints them.`,
    );
  }
  if (mirrors.length === 0)
    throw new RangeError(`download: there is no address of ${name}: got 0 mirrors. Give at least one.`);
  if (!(patience > 0 && patience < 2 ** 31))
    throw new RangeError(`download: patience must be above 0 and below 2³¹: got ${inWords(patience)}.`);
}

/** Default of `patience`. */
const PATIENCE = 60_000;

/** Downloads of this process, by path. Two downloads of one file would write into each other. */
const underWay: Map<string, Promise<string>> = /* @__PURE__ */ new Map();

async function bring(file: RemoteFile, path: string, options: DownloadOptions): Promise<string> {
  const wanted = { ...file, sha256: file.sha256.toLowerCase() };
  if (await isIntact(path, wanted.sha256)) return path;
  await makeFolder(dirname(path));
  const partial = await adoptPartial(path);
  await fetchFromAny(wanted, partial, path, options);
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
  { log = () => {}, patience = PATIENCE }: DownloadOptions,
): Promise<void> {
  const failures: string[] = [];
  for (const address of file.mirrors) {
    log(`downloading ${address}`);
    const failure = await fetchVerified(address, partial, file.sha256, patience).catch(reasonOf);
    if (failure === undefined) return;
    failures.push(`  ${address}: ${failure}`);
  }
  throw new DataError(
    `download: could not download ${file.name}:\n${failures.join("\n")}\n` +
      `Check the connection, or get the file another way and put it at ${path}.`,
  );
}

/**
 * Downloads a file, or the rest of it, from an address. Returns the reason if that fails. A complete file with a wrong
 * checksum is deleted; a partial one stays, to be continued.
 */
async function fetchVerified(
  address: string,
  partial: string,
  sha256: string,
  patience: number,
): Promise<string | undefined> {
  const answer = await fetchInto(address, partial, patience);
  if (answer.refused !== undefined) return answer.refused;
  const found = await sha256Of(partial);
  if (found === sha256) return undefined;
  await rm(partial, { force: true });
  // The part from an earlier attempt may have belonged to another file.
  if (answer.continued) return fetchVerified(address, partial, sha256, patience);
  return `its SHA-256 is ${found}, expected ${sha256}`;
}

/** Reason of a failed fetch. It is in the cause of the error, which may consist of several errors without a message. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0)
    return error.errors.map(reasonOf).join(", ");
  const cause = error instanceof Error ? error.cause : undefined;
  const text = error instanceof Error ? error.message : String(error);
  return cause === undefined ? text : `${text} (${reasonOf(cause)})`;
}
