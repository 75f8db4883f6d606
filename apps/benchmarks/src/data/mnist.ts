import { join } from "node:path";
import { cacheFolder, download, type RemoteFile, readIdxImageFiles } from "@cambium/data/files";
import type { DataRequest, DataSet, TrainAndTest } from "./data-set.ts";
import { findFiles } from "./folder.ts";
import { orAdvice } from "./or-advice.ts";
import { fashionFiles, mnistFiles } from "./sources.ts";

const clothing: readonly string[] = [
  "T-shirt/top",
  "Trouser",
  "Pullover",
  "Dress",
  "Coat",
  "Sandal",
  "Shirt",
  "Sneaker",
  "Bag",
  "Ankle boot",
];

const digitNames: readonly string[] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** MNIST: handwritten digits. */
export const mnist: DataSet = {
  title: "MNIST",
  load: (request) => loadIdx("mnist", mnistFiles, digitNames, request),
};

/** Fashion-MNIST: articles of clothing, in the format of MNIST. */
export const fashionMnist: DataSet = {
  title: "Fashion-MNIST",
  load: (request) => loadIdx("fashion-mnist", fashionFiles, clothing, request),
};

type Part = "train" | "t10k";

async function loadIdx(
  name: string,
  files: readonly RemoteFile[],
  classNames: readonly string[],
  { folder, log }: DataRequest,
): Promise<TrainAndTest> {
  const place = folder ?? join(cacheFolder(), name);
  if (folder === undefined) for (const file of files) await orAdvice(download(file, { folder: place, log }));
  const read = async (part: Part) =>
    readIdxImageFiles({
      images: await idxFile(place, `${part}-images`, 3),
      labels: await idxFile(place, `${part}-labels`, 1),
      classNames,
    });
  return { train: await read("train"), test: await read("t10k") };
}

/** Path of an IDX file, which may be gzipped. Some tools write a dot before "idx". */
async function idxFile(folder: string, name: string, rank: number): Promise<string> {
  const pattern = new RegExp(`^${name}[-.]idx${rank}-ubyte(\\.gz)?$`);
  const [path] = await findFiles(folder, pattern, `${name}-idx${rank}-ubyte, plain or .gz`);
  return path!;
}
