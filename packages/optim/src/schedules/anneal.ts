/** Half a cosine from one number to another: (1 − f)·from + f·to, where f = (1 − cos(π·progress))/2. */
export function cosineBetween(from: number, to: number, progress: number): number {
  return to + ((from - to) / 2) * (1 + Math.cos(Math.PI * progress));
}

/** A straight line from one number to another. */
export function lineBetween(from: number, to: number, progress: number): number {
  return from + (to - from) * progress;
}
