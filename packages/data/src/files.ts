/**
 * Exports of `@cambium/data/files`: reading from paths, and downloads, for Node, Deno and Bun.
 *
 * @module files
 */

export { downloadArchive } from "./files/archive.ts";
export { cacheFolder } from "./files/cache-folder.ts";
export { readCifar10Files, readCifar100Files } from "./files/cifar-files.ts";
export { type CsvFile, csvFile } from "./files/csv-file.ts";
export { type DownloadOptions, download, type RemoteFile } from "./files/download.ts";
export { type IdxImageFiles, readIdxImageFiles } from "./files/idx-image-files.ts";
export { readImageFile } from "./files/image-file.ts";
export { type ImageFolder, type ImageFolderOptions, imageFolder } from "./files/image-folder.ts";
export type { LeftOut } from "./files/left-out.ts";
export { readNpyFile, readNpzFile } from "./files/numpy-files.ts";
