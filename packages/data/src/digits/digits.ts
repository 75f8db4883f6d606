import type { Rng } from "@cambium/tensor";
import { bell, between, jitter, randomAffine, randomElastic, randomProportions } from "./distort.ts";
import { mix, type Point, parseForm, type Stroke, smooth } from "./path.ts";
import { centring, drawStroke, fitToBox, type InkPoint, SIDE } from "./rasterise.ts";
import { skeletons } from "./skeletons.ts";

interface Glyph { weight: number; forms: Stroke[][] }
const P = { jitLo: 0.02, jitHi: 0.08, elLo: 0.05, elHi: 0.25, taper: 0.1, waist: 0.1, turn: 0.08, slM: 0.22, slS: 0.24, wLo: 0.6, wHi: 1.5, r0: 0.75, r1: 1.6, gLo: 1.05, gHi: 1.5, sLo: 1, sHi: 1.7, press: 0.2, noise: 0.1, rough: 0, ...JSON.parse(process.env.P ?? '{}') };
let glyphs: Glyph[][] | undefined;

export function drawDigit(digit: number, rng: Rng, out: Uint8Array): void {
  glyphs ??= skeletons.map((styles) => styles.map((s) => ({ weight: s.weight, forms: s.forms.map(parseForm) })));
  const glyph = pick(glyphs[digit] as Glyph[], rng);
  const strokes = mix(glyph.forms[rng.int(glyph.forms.length)] as Stroke[], glyph.forms[rng.int(glyph.forms.length)] as Stroke[], rng.uniform());
  const messiness = between(rng, P.jitLo, P.jitHi);
  const elastic = randomElastic(between(rng, P.elLo, P.elHi), rng);
  const warp = randomProportions(P.taper, P.waist, rng);
  const affine = randomAffine(
    { turn: P.turn, slant: digit === 1 ? [0.25, 0.3] : [P.slM, P.slS], width: digit === 1 ? [0.5, 1.1] : [P.wLo, P.wHi] },
    rng,
  );
  const paths = strokes.map((stroke) =>
    smooth(jitter(stroke, messiness, rng), 8).map((point) => affine(warp(elastic(point)))),
  );
  const radius = (digit === 1 ? 0.1 : 0) + P.r0 + P.r1 * rng.uniform() * Math.max(rng.uniform() * rng.uniform(), rng.uniform());
  const fitted = fitToBox(paths, radius, 1);
  const canvas = new Float64Array(SIDE * SIDE);
  const softness = between(rng, P.sLo, P.sHi);
  for (const path of fitted) drawStroke(canvas, press(path, radius, rng), softness);
  develop(canvas, rng, out);
}

function pick(styles: readonly Glyph[], rng: Rng): Glyph {
  const total = styles.reduce((sum, style) => sum + style.weight, 0);
  let left = rng.uniform() * total;
  return styles.find((style) => (left -= style.weight) < 0) ?? (styles[0] as Glyph);
}

function press(path: readonly Point[], radius: number, rng: Rng): InkPoint[] {
  const a = P.press * bell(rng),
    b = P.press * bell(rng),
    c = P.press * bell(rng);
  const n = path.length - 1 || 1;
  return path.map(({ x, y }, i) => {
    const t = i / n;
    const w = 1 + a * (1 - t) * (1 - t) + 2 * b * t * (1 - t) + c * t * t;
    return { x, y, radius: Math.max(0.55, radius * w * (1 + P.rough * (rng.uniform() - 0.5))), ink: 1 };
  });
}

function develop(canvas: Float64Array, rng: Rng, out: Uint8Array): void {
  const { right, down } = centring(canvas);
  const gain = between(rng, P.gLo, P.gHi);
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const r = row - down,
        c = column - right;
      if (r < 0 || c < 0 || r >= SIDE || c >= SIDE) continue;
      const d = canvas[r * SIDE + c] as number;
      if (d > 0)
        out[row * SIDE + column] = Math.round(
          255 * Math.min(1, Math.max(0, d * gain * (1 - P.noise * rng.uniform()))),
        );
    }
  }
}
