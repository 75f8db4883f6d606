import { createReadStream } from "node:fs";
import { access, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { checkOptions } from "@cambium/tensor/checks";
import { unpackTar } from "modern-tar/fs";
import { DataError } from "../errors.ts";
import { cacheFolder } from "./cache-folder.ts";
import { type DownloadOptions, download, downloadNames, type RemoteFile, reasonOf } from "./download.ts";
import { partialPath } from "./partial.ts";

/**
 * Downloads a `.tar.gz` and unpacks the contents of its top folder into the folder `name`, unless that exists; for Node, Deno
 * and Bun. The folder appears only when it is complete, and the archive is then deleted.
 *
 * @returns Path of the folder.
 * @throws {RangeError} As `download`.
 * @throws {DataError} As `download`, and if the file is not a `.tar.gz`.
 */
export async function downloadArchive(
  archive: RemoteFile,
  name: string,
  options: DownloadOptions = {},
): Promise<string> {
  checkOptions("downloadArchive", options, downloadNames);
  const unpacked = join(options.folder ?? cacheFolder(), name);
  const running = underWay.get(unpacked);
  if (running) return running;
  const brought = bring(archive, unpacked, options);
  underWay.set(unpacked, brought);
  return brought.finally(() => underWay.delete(unpacked));
}

/** Archives that this process is unpacking, by path. */
const underWay: Map<string, Promise<string>> = /* @__PURE__ */ new Map();

async function bring(archive: RemoteFile, unpacked: string, options: DownloadOptions): Promise<string> {
  if (await exists(unpacked)) return unpacked;
  const path = await download(archive, options);
  const partial = partialPath(unpacked);
  try {
    await unpack(path, partial);
    await rename(partial, unpacked).catch(async (error: unknown) => {
      // Another process was faster.
      if (!(await exists(unpacked))) throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  await rm(path, { force: true });
  return unpacked;
}

async function unpack(path: string, folder: string): Promise<void> {
  try {
    await pipeline(createReadStream(path), createGunzip(), unpackTar(folder, { strip: 1 }));
  } catch (cause) {
    throw new DataError(
      `downloadArchive: the archive cannot be unpacked: ${path}: ${reasonOf(cause)}. Give the address of a .tar.gz.`,
      { cause },
    );
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
