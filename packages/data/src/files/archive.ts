import { createReadStream } from "node:fs";
import { access, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { unpackTar } from "modern-tar/fs";
import { cacheFolder } from "./cache-folder.ts";
import { type DownloadOptions, download, type RemoteFile } from "./download.ts";

/**
 * Downloads a `.tar.gz` and unpacks what lies in its top folder into `name`, unless that is there already; for Node, Deno
 * and Bun. The folder appears only when whole; the archive is then removed.
 *
 * @returns The path of the folder.
 * @throws {DataError} As `download`.
 */
export async function downloadArchive(
  archive: RemoteFile,
  name: string,
  options: DownloadOptions = {},
): Promise<string> {
  const unpacked = join(options.folder ?? cacheFolder(), name);
  if (await exists(unpacked)) return unpacked;
  const path = await download(archive, options);
  const partial = `${unpacked}.${process.pid}.partial`;
  try {
    await pipeline(createReadStream(path), createGunzip(), unpackTar(partial, { strip: 1 }));
    await rename(partial, unpacked);
    await rm(path);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return unpacked;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
