import type { RemoteFile } from "@cambium/data/files";

/** Files of a data set that several servers offer. */
function mirrored(mirrors: readonly string[], sums: Readonly<Record<string, string>>): readonly RemoteFile[] {
  return Object.entries(sums).map(([name, sha256]) => ({
    name,
    sha256,
    mirrors: mirrors.map((mirror) => mirror + name),
  }));
}

/** MNIST: LeCun, Cortes, Burges. CC BY-SA 3.0. */
export const mnistFiles: readonly RemoteFile[] = mirrored(
  ["https://storage.googleapis.com/cvdf-datasets/mnist/", "https://ossci-datasets.s3.amazonaws.com/mnist/"],
  {
    "train-images-idx3-ubyte.gz": "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
    "train-labels-idx1-ubyte.gz": "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
    "t10k-images-idx3-ubyte.gz": "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
    "t10k-labels-idx1-ubyte.gz": "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
  },
);

/** Fashion-MNIST: Xiao, Rasul, Vollgraf (Zalando). MIT. */
export const fashionFiles: readonly RemoteFile[] = mirrored(
  [
    "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
    "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
  ],
  {
    "train-images-idx3-ubyte.gz": "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
    "train-labels-idx1-ubyte.gz": "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
    "t10k-images-idx3-ubyte.gz": "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
    "t10k-labels-idx1-ubyte.gz": "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
  },
);

/** CIFAR-10: Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009. */
export const cifar10Archive: RemoteFile = {
  name: "cifar-10-binary.tar.gz",
  sha256: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
  mirrors: ["https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"],
};
