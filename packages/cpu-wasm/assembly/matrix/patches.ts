import { everySecond, fourAt } from "../four-floats";
import { storeTransposed } from "../transposed";
import { COLUMNS } from "./panels";

/*
 * Patches of a padded image are never stored as a whole: the element that tap t of the window at place p meets lies at
 * image + taps[t] + places[p], two tables of byte offsets. Places follow each other in rows; four of them are read at
 * once where they lie together, or with one between.
 */

/** How four places lie. */
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
 * Packs `count` places into panels of COLUMNS for `depth` taps: element (tap k, place j) of panel q goes to
 * to + 4·(q·COLUMNS·depth + k·COLUMNS + j). Places beyond the last are filled with anything.
 */
export function packPlaces(image: usize, taps: usize, depth: i32, places: usize, count: i32, to: usize): void {
  for (let j = 0; j < count; j += COLUMNS) {
    for (let quad = 0; quad < COLUMNS; quad += 4) {
      const p0 = placeAt(places, j + quad, count);
      const p1 = placeAt(places, j + quad + 1, count);
      const p2 = placeAt(places, j + quad + 2, count);
      const p3 = placeAt(places, j + quad + 3, count);
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
function placeAt(places: usize, place: i32, count: i32): i32 {
  return load<i32>(places + (<usize>min(place, count - 1) << 2));
}

/**
 * Packs `count` taps into panels of COLUMNS for `depth` places of a sum that is `whole` places deep: element (place k, tap j) of panel q
 * goes to to + 4·(q·COLUMNS·whole + k·COLUMNS + j). Taps beyond the last are filled with anything.
 */
export function packTaps(
  image: usize,
  taps: usize,
  count: i32,
  places: usize,
  depth: i32,
  whole: i32,
  to: usize,
): void {
  for (let j = 0; j < count; j += COLUMNS) {
    for (let quad = 0; quad < COLUMNS; quad += 4) {
      const at0 = image + <usize>placeAt(taps, j + quad, count);
      const at1 = image + <usize>placeAt(taps, j + quad + 1, count);
      const at2 = image + <usize>placeAt(taps, j + quad + 2, count);
      const at3 = image + <usize>placeAt(taps, j + quad + 3, count);
      let target = to + (<usize>quad << 2);
      let k = 0;
      for (; k + 4 <= depth; k += 4) {
        const place = places + (<usize>k << 2);
        const p0 = load<i32>(place);
        const p1 = load<i32>(place, 4);
        const p2 = load<i32>(place, 8);
        const p3 = load<i32>(place, 12);
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
        storeTaps(at0, at1, at2, at3, <usize>load<i32>(places + (<usize>k << 2)), target);
        target += COLUMNS << 2;
      }
    }
    to += <usize>(whole * COLUMNS) << 2;
  }
}

/** What four taps meet at one place. */
@inline
function storeTaps(at0: usize, at1: usize, at2: usize, at3: usize, place: usize, to: usize): void {
  store<f32>(to, load<f32>(at0 + place));
  store<f32>(to, load<f32>(at1 + place), 4);
  store<f32>(to, load<f32>(at2 + place), 8);
  store<f32>(to, load<f32>(at3 + place), 12);
}
