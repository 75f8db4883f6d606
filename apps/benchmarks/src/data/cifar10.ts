import { downloadArchive, readCifar10Files } from "@cambium/data/files";
import type { DataRequest, DataSet, TrainAndTest } from "./data-set.ts";
import { findFiles } from "./folder.ts";
import { orAdvice } from "./or-advice.ts";
import { cifar10Archive } from "./sources.ts";

/** CIFAR-10: small photographs of ten classes. */
export const cifar10: DataSet = {
  title: "CIFAR-10",
  async load({ folder, log }: DataRequest): Promise<TrainAndTest> {
    const place = folder ?? (await orAdvice(downloadArchive(cifar10Archive, "cifar10", { log })));
    const read = async (part: string) =>
      readCifar10Files(
        await findFiles(
          place,
          new RegExp(`^${part}_batch.*\\.bin(\\.gz)?$`),
          `${part}_batch*.bin, plain or .gz`,
        ),
      );
    return { train: await read("data"), test: await read("test") };
  },
};
