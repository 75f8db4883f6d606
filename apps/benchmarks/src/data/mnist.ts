import { join } from "node:path";
import { type LabelledImages, readIdxImages } from "@cambium/data";
import { cacheFolder } from "./cache.ts";
import type { DataRequest, DataSet, TrainAndTest } from "./data-sets.ts";
import { download, type RemoteFile } from "./download.ts";
import { firstImages } from "./first-images.ts";
import { findFiles, readWith } from "./folder.ts";
import { fashionFiles, mnistFiles } from "./sources.ts";

/** Handwritten digits of employees and pupils. */
export const mnist: DataSet = {
  title: "MNIST",
  load: (request) => loadIdx("mnist", mnistFiles, undefined, request),
};

/** Articles of clothing, in the format of MNIST. */
export const fashionMnist: DataSet = {
  title: "Fashion-MNIST",
  load: (request) => loadIdx("fashion-mnist", fashionFiles, clothing, request),
};

const clothing = [
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
] as const;
