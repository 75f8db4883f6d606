import type { RandomKind } from "../backend.ts";
import type { TypedArray } from "../dtype.ts";
import { normalRadius, philoxBlock, type RngKey, unitInterval } from "../philox.ts";
import { sizeOf } from "../shape.ts";
import { elementsOf, type ReferenceView } from "./elements.ts";

/** Buffer for the words of one draw. */
const words = new Int32Array(1024);

/** Random elements, numbered row-major. */
export function random(kind: RandomKind, key: RngKey, out: ReferenceView): void {
  const to = elementsOf(out);
  const size = sizeOf(out.shape);
  const convert = kind === "bits" ? storeBits : kind === "uniform" ? storeUniform : storeNormal;
  for (let done = 0; done < size; done += words.length) {
    const count = Math.min(words.length, size - done);
    for (let i = 0; i < count; i += 4)
      philoxBlock(key.key0, key.key1, key.counter + (done + i) / 4, words, i);
    convert(to, out.offset + done, count);
  }
}

function storeBits(out: TypedArray, to: number, n: number): void {
  for (let i = 0; i < n; i++) out[to + i] = words[i]!;
}

function storeUniform(out: TypedArray, to: number, n: number): void {
  for (let i = 0; i < n; i++) out[to + i] = unitInterval(words[i]!);
}

/** Box-Muller: two words make two elements. */
function storeNormal(out: TypedArray, to: number, n: number): void {
  for (let i = 0; i < n; i += 2) {
    const radius = normalRadius(words[i]!);
    const angle = 2 * Math.PI * unitInterval(words[i + 1]!);
    out[to + i] = radius * Math.cos(angle);
    if (i + 1 < n) out[to + i + 1] = radius * Math.sin(angle);
  }
}
