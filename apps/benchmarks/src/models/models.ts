import { BnCnn } from "./bn-cnn.ts";
import { Cnn } from "./cnn.ts";
import type { ModelMaker } from "./image-model.ts";
import { LeNet5 } from "./lenet5.ts";
import { Mlp } from "./mlp.ts";

/** Networks by the names of `--model`. */
export const models = {
  mlp: (image, classes) => new Mlp(image, classes),
  lenet5: (image, classes) => new LeNet5(image, classes),
  cnn: (image, classes) => new Cnn(image, classes),
  "bn-cnn": (image, classes) => new BnCnn(image, classes),
} as const satisfies Record<string, ModelMaker>;

/** Name of a network. */
export type ModelName = keyof typeof models;

/** Default of `--lr` for each network: the initial learning rate of Adam. */
export const learningRates: Readonly<Record<ModelName, number>> = {
  mlp: 3e-3,
  lenet5: 3e-3,
  cnn: 1e-3,
  "bn-cnn": 3e-3,
};
