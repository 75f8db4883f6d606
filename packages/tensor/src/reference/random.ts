import type { RandomKind } from "../backend.ts";
import { type Block, philox } from "../philox.ts";
import type { RngKey } from "../rng.ts";
import { normalRadius, unitInterval } from "../rng.ts";
import { sizeOf } from "../shape.ts";
import { elementsOf, type ReferenceView } from "./elements.ts";

/** Random elements, numbered row-major. */
export function random(kind: RandomKind, key: RngKey, out: ReferenceView): void {
  const to = elementsOf(out);
  const size = sizeOf(out.shape);
  const block: Block = [0, 0, 0, 0];
  for (let i = 0; i < size; i += 4) {
    const counter = key.counter + i / 4;
    philox([counter >>> 0, Math.floor(counter / 0x100000000), 0, 0], key.key0, key.key1, block);
    if (kind === "uniform") for (let k = 0; k < 4; k++) block[k] = unitInterval(block[k]!);
    if (kind === "normal") {
      for (let k = 0; k < 4; k += 2) {
        const radius = normalRadius(block[k]!);
        const angle = 2 * Math.PI * unitInterval(block[k + 1]!);
        block[k] = radius * Math.cos(angle);
        block[k + 1] = radius * Math.sin(angle);
      }
    }
    for (let k = 0; k < 4 && i + k < size; k++) to[out.offset + i + k] = block[k]!;
  }
}
