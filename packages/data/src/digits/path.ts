/** A position in the plane; x to the right, y down. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Control point of a stroke; at a corner the direction changes abruptly. */
export interface ControlPoint extends Point {
  readonly corner: boolean;
}

/** Path of the pen while it touches the paper. */
export type Stroke = readonly ControlPoint[];

/** Parses a form in the notation of `skeletons.ts`. The center of the frame becomes the origin, and its half side 1. */
export function parseForm(form: string): Stroke[] {
  return form.split(" | ").map((stroke) => stroke.split(" ").map(parsePoint));
}

function parsePoint(word: string): ControlPoint {
  const [x, y] = word.replace("*", "").split(",").map(Number) as [number, number];
  return { x: x / 50 - 1, y: y / 50 - 1, corner: word.endsWith("*") };
}

/** Interpolates the strokes of two forms of a style; `t` is the weight of the second. */
export function mix(from: readonly Stroke[], to: readonly Stroke[], t: number): Stroke[] {
  return from.map((stroke, index) =>
    stroke.map(({ x, y, corner }, position) => {
      const goal = to[index]?.[position] as ControlPoint;
      return { x: x + t * (goal.x - x), y: y + t * (goal.y - y), corner };
    }),
  );
}

/**
 * Samples the cubic Hermite curve through the control points, with `steps` points for each segment and the end point.
 *
 * Inside a stroke the tangent is (next − previous) / 2 (Catmull and Rom); at corners and ends it is the chord.
 */
export function smooth(stroke: readonly ControlPoint[], steps: number): Point[] {
  const points: Point[] = [];
  stroke.forEach((end, index) => {
    const start = stroke[index - 1];
    if (!start) return;
    const leave = tangent(start, stroke[index - 2] ?? start, end, end);
    const arrive = tangent(end, start, stroke[index + 1] ?? end, start);
    for (let step = 0; step < steps; step++) points.push(hermite(start, leave, end, arrive, step / steps));
  });
  const last = stroke.at(-1);
  if (last) points.push({ x: last.x, y: last.y });
  return points;
}

function tangent(at: ControlPoint, previous: Point, next: Point, neighbor: Point): Point {
  if (at.corner) {
    const sign = neighbor === next ? 1 : -1;
    return { x: sign * (neighbor.x - at.x), y: sign * (neighbor.y - at.y) };
  }
  const scale = previous === at || next === at ? 1 : 0.5;
  return { x: scale * (next.x - previous.x), y: scale * (next.y - previous.y) };
}

function hermite(start: Point, leave: Point, end: Point, arrive: Point, t: number): Point {
  const s = 1 - t;
  const a = s * s * (1 + 2 * t);
  const b = s * s * t;
  const c = t * t * (1 + 2 * s);
  const d = -t * t * s;
  return {
    x: a * start.x + b * leave.x + c * end.x + d * arrive.x,
    y: a * start.y + b * leave.y + c * end.y + d * arrive.y,
  };
}
