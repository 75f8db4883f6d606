import { BnCnn } from "./bn-cnn.ts";
import { Cnn } from "./cnn.ts";
import type { ModelMaker } from "./image-model.ts";
import { LeNet5 } from "./lenet5.ts";
import { Mlp } from "./mlp.ts";

/** The networks that `--model` names. */
export const models = {
  mlp: (image, classes, rng) => new Mlp(image, classes, rng),
  lenet5: (image, classes, rng) => new LeNet5(image, classes, rng),
  cnn: (image, classes, rng) => new Cnn(image, classes, rng),
  "bn-cnn": (image, classes, rng) => new BnCnn(image, classes, rng),
} as const satisfies Record<string, ModelMaker>;

/** A name for `--model`. */
export type ModelName = keyof typeof models;

/** Where Adam's learning rate starts for each, unless `--lr` says otherwise: the larger the network, the lower. */
export const learningRates: Readonly<Record<ModelName, number>> = {
  mlp: 3e-3,
  lenet5: 3e-3,
  cnn: 1e-3,
  "bn-cnn": 3e-3,
};
