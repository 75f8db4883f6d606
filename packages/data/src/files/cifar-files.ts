import { checkOptions } from "@cambium/tensor/checks";
import { readCifar10 } from "../cifar/cifar10.ts";
import { type Cifar100Options, readCifar100 } from "../cifar/cifar100.ts";
import type { LabeledImages } from "../datasets/labeled-images.ts";
import { readBytes } from "./read-bytes.ts";

/**
 * Reads CIFAR-10 from the files of its binary version, for Node, Deno and Bun. Errors name the files.
 *
 * @throws {DataError} If a file cannot be read, and as `readCifar10`.
 */
export async function readCifar10Files(paths: readonly string[]): Promise<LabeledImages> {
  const files = await Promise.all(paths.map((path) => readBytes("readCifar10Files", path)));
  return readCifar10(files, paths);
}

/**
 * Reads CIFAR-100 from the files of its binary version, for Node, Deno and Bun. Errors name the files.
 *
 * @throws {DataError} If a file cannot be read, and as `readCifar100`.
 */
export async function readCifar100Files(
  paths: readonly string[],
  options: Omit<Cifar100Options, "names"> = {},
): Promise<LabeledImages> {
  checkOptions("readCifar100Files", options, ["labels"]);
  const files = await Promise.all(paths.map((path) => readBytes("readCifar100Files", path)));
  return readCifar100(files, { ...options, names: paths });
}
