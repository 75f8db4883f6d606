import { everySecond, fourAt } from "../four-floats";
import { storeTransposed } from "../transposed";
import { COLUMNS } from "./panels";

/*
 * Patches of a padded image are never stored as a whole. The element at tap t of the window at position p is at
 * image + taps[t] + positions[p], where both tables hold byte offsets. Positions follow each other in rows. Four of them are read at
 * once if they are adjacent or every second element.
 */

// Layouts of four positions: adjacent, every second element, or any other.
const TOGETHER: i32 = 1;
const SKIPPING: i32 = 2;
const APART: i32 = 0;

@inline
function layoutOf(p0: i32, p1: i32, p2: i32, p3: i32): i32 {
  if (p1 - p0 == 4 && p3 - p0 == 12) return TOGETHER;
  if (p1 - p0 == 8 && p2 - p1 == 8 && p3 - p2 == 8) return SKIPPING;
  return APART;
}

/**
 * Packs `count` positions into panels of COLUMNS for `depth` taps: element (tap k, position j) of panel q goes to
 * to + 4·(q·COLUMNS·depth + k·COLUMNS + j). Positions beyond the last may hold anything.
 */
export function packPositions(image: usize, taps: usize, depth: i32, positions: usize, count: i32, to: usize): void {
  for (let j = 0; j < count; j += COLUMNS) {
    for (let quad = 0; quad < COLUMNS; quad += 4) {
      const p0 = positionAt(positions, j + quad, count);
      const p1 = positionAt(positions, j + quad + 1, count);
      const p2 = positionAt(positions, j + quad + 2, count);
      const p3 = positionAt(positions, j + quad + 3, count);
      const base = image + <usize>p0;
      let target = to + (<usize>quad << 2);
      const end = taps + (<usize>depth << 2);
      const layout = layoutOf(p0, p1, p2, p3);
      if (layout == TOGETHER) {
        for (let tap = taps; tap < end; tap += 4) {
          v128.store(target, v128.load(base + <usize>load<u32>(tap)));
          target += COLUMNS << 2;
        }
      } else if (layout == SKIPPING) {
        for (let tap = taps; tap < end; tap += 4) {
          v128.store(target, everySecond(base + <usize>load<u32>(tap)));
          target += COLUMNS << 2;
        }
      } else {
        for (let tap = taps; tap < end; tap += 4) {
          const at = base + <usize>load<u32>(tap);
          v128.store(target, fourAt(at, at + <usize>(p1 - p0), at + <usize>(p2 - p0), at + <usize>(p3 - p0)));
          target += COLUMNS << 2;
        }
      }
    }
    to += <usize>(depth * COLUMNS) << 2;
  }
}

@inline
function positionAt(positions: usize, position: i32, count: i32): i32 {
  return load<i32>(positions + (<usize>min(position, count - 1) << 2));
}

/**
 * Packs `count` taps into panels of COLUMNS for `depth` positions of a sum over `whole` positions: element (position k, tap j) of panel q
 * goes to to + 4·(q·COLUMNS·whole + k·COLUMNS + j). Taps beyond the last may hold anything.
 */
export function packTaps(
  image: usize,
  taps: usize,
  count: i32,
  positions: usize,
  depth: i32,
  whole: i32,
  to: usize,
): void {
  for (let j = 0; j < count; j += COLUMNS) {
    for (let quad = 0; quad < COLUMNS; quad += 4) {
      const at0 = image + <usize>positionAt(taps, j + quad, count);
      const at1 = image + <usize>positionAt(taps, j + quad + 1, count);
      const at2 = image + <usize>positionAt(taps, j + quad + 2, count);
      const at3 = image + <usize>positionAt(taps, j + quad + 3, count);
      let target = to + (<usize>quad << 2);
      let k = 0;
      for (; k + 4 <= depth; k += 4) {
        const position = positions + (<usize>k << 2);
        const p0 = load<i32>(position);
        const p1 = load<i32>(position, 4);
        const p2 = load<i32>(position, 8);
        const p3 = load<i32>(position, 12);
        const layout = layoutOf(p0, p1, p2, p3);
        const o = <usize>p0;
        if (layout == TOGETHER) {
          const r0 = v128.load(at0 + o);
          const r1 = v128.load(at1 + o);
          const r2 = v128.load(at2 + o);
          const r3 = v128.load(at3 + o);
          storeTransposed(r0, r1, r2, r3, target, COLUMNS << 2);
        } else if (layout == SKIPPING) {
          storeTransposed(
            everySecond(at0 + o),
            everySecond(at1 + o),
            everySecond(at2 + o),
            everySecond(at3 + o),
            target,
            COLUMNS << 2,
          );
        } else {
          storeTaps(at0, at1, at2, at3, o, target);
          storeTaps(at0, at1, at2, at3, <usize>p1, target + (COLUMNS << 2));
          storeTaps(at0, at1, at2, at3, <usize>p2, target + (COLUMNS << 3));
          storeTaps(at0, at1, at2, at3, <usize>p3, target + COLUMNS * 12);
        }
        target += COLUMNS << 4;
      }
      for (; k < depth; k++) {
        storeTaps(at0, at1, at2, at3, <usize>load<i32>(positions + (<usize>k << 2)), target);
        target += COLUMNS << 2;
      }
    }
    to += <usize>(whole * COLUMNS) << 2;
  }
}

/** Stores the elements at four taps of one position. */
@inline
function storeTaps(at0: usize, at1: usize, at2: usize, at3: usize, position: usize, to: usize): void {
  store<f32>(to, load<f32>(at0 + position));
  store<f32>(to, load<f32>(at1 + position), 4);
  store<f32>(to, load<f32>(at2 + position), 8);
  store<f32>(to, load<f32>(at3 + position), 12);
}
