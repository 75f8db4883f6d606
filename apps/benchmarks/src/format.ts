/** Formats a fraction as a percentage: "98.77 %" for 0.98765. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

/** Formats a count with separators between thousands. */
export function thousands(count: number): string {
  return Math.round(count).toLocaleString("en");
}

/** Formats seconds: "8.3 s", "2 min 5 s". */
export function duration(seconds: number): string {
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** Formats bytes in megabytes. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
