import type { TypedArray } from "@cambium/tensor";
import { checkIndex, type Dataset } from "./dataset.ts";
import { type Example, type Examples, fillFrom, type Layout } from "./examples.ts";

/**
 * Some samples of a data set, in the order of `indices`; one may occur several times. Nothing is copied.
 *
 * @throws {RangeError} If an index is not a whole number in [0, length).
 * @example
 * const firstHundred = subset(images, Array.from({ length: 100 }, (_, i) => i));
 */
export function subset(dataset: Examples, indices: ArrayLike<number>): Examples;
export function subset<Sample>(dataset: Dataset<Sample>, indices: ArrayLike<number>): Dataset<Sample>;
export function subset(dataset: Dataset<unknown>, indices: ArrayLike<number>): Dataset<unknown> {
  for (let position = 0; position < indices.length; position++) {
    checkIndex("subset", indices[position] as number, dataset.length, ` (at position ${position})`);
  }
  const chosen = Uint32Array.from(indices);
  return isExamples(dataset) ? new ExampleSubset(dataset, chosen) : new Subset(dataset, chosen);
}

function isExamples(dataset: Dataset<unknown>): dataset is Examples {
  return "x" in dataset && "y" in dataset;
}

class Subset<Sample> implements Dataset<Sample> {
  readonly source: Dataset<Sample>;
  readonly indices: Uint32Array;

  constructor(source: Dataset<Sample>, indices: Uint32Array) {
    this.source = source;
    this.indices = indices;
  }

  get length(): number {
    return this.indices.length;
  }

  get(index: number): Sample {
    checkIndex("get", index, this.length);
    return this.source.get(this.indices[index] as number);
  }
}

class ExampleSubset extends Subset<Example> implements Examples {
  declare readonly source: Examples;

  get x(): Layout {
    return this.source.x;
  }

  get y(): Layout {
    return this.source.y;
  }

  fill(indices: Uint32Array, x: TypedArray, y: TypedArray): void {
    const inSource = indices.map((index) => this.indices[index] as number);
    fillFrom(this.source, inSource, x, y);
  }
}
