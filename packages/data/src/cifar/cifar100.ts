import { checkOptions } from "@cambium/tensor/checks";
import type { LabeledImages } from "../datasets/labeled-images.ts";
import { readCifar } from "./cifar-records.ts";

/** Names of the 100 classes, in the order of their labels. */
const fineNames: readonly string[] = `
  apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle bowl boy bridge bus butterfly
  camel can castle caterpillar cattle chair chimpanzee clock cloud cockroach couch crab crocodile cup
  dinosaur dolphin elephant flatfish forest fox girl hamster house kangaroo keyboard lamp lawn_mower
  leopard lion lizard lobster man maple_tree motorcycle mountain mouse mushroom oak_tree orange orchid
  otter palm_tree pear pickup_truck pine_tree plain plate poppy porcupine possum rabbit raccoon ray
  road rocket rose sea seal shark shrew skunk skyscraper snail snake spider squirrel streetcar
  sunflower sweet_pepper table tank telephone television tiger tractor train trout tulip turtle
  wardrobe whale willow_tree wolf woman worm
`
  .trim()
  .split(/\s+/);

/** Names of the 20 groups of five classes. */
const coarseNames: readonly string[] = `
  aquatic_mammals fish flowers food_containers fruit_and_vegetables household_electrical_devices
  household_furniture insects large_carnivores large_man-made_outdoor_things
  large_natural_outdoor_scenes large_omnivores_and_herbivores medium_mammals non-insect_invertebrates
  people reptiles small_mammals trees vehicles_1 vehicles_2
`
  .trim()
  .split(/\s+/);

/** Options of {@link readCifar100}. */
export interface Cifar100Options {
  /** Labels to read: the 100 fine classes, or their 20 coarse groups. Default: "fine". */
  readonly labels?: "fine" | "coarse";
  /** Names of the files, for messages. Default: "file 0" and so on. */
  readonly names?: readonly string[];
}

/**
 * Reads files of the binary version of CIFAR-100, each plain or compressed with gzip, into one data set.
 *
 * @param files Bytes of `train.bin` or `test.bin`.
 * @returns Images of shape [3, 32, 32].
 * @throws {DataError} If a file is empty, cut short or in another format, or a label is out of range.
 * @throws {RangeError} If `labels` is another value.
 * @see Krizhevsky: Learning Multiple Layers of Features from Tiny Images (2009); the format is described at
 * https://www.cs.toronto.edu/~kriz/cifar.html.
 */
export async function readCifar100(
  files: readonly Uint8Array[],
  options: Cifar100Options = {},
): Promise<LabeledImages> {
  checkOptions("readCifar100", options, ["labels", "names"]);
  const { labels = "fine", names = [] } = options;
  if (labels !== "fine" && labels !== "coarse") {
    throw new RangeError(`readCifar100: labels must be "fine" or "coarse": got ${JSON.stringify(labels)}.`);
  }
  const isFine = labels === "fine";
  const classNames = isFine ? fineNames : coarseNames;
  return readCifar(
    { op: "readCifar100", labelBytes: 2, labelByte: isFine ? 1 : 0, classNames },
    files,
    names,
  );
}
