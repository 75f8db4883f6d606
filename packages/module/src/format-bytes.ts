const units = ["B", "KiB", "MiB", "GiB", "TiB"];

/** A number of bytes in a readable unit: 512 B, 46.0 KiB. */
export function formatBytes(bytes: number): string {
  const power = Math.min(Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)), units.length - 1);
  const amount = bytes / 2 ** (10 * power);
  return `${power === 0 ? amount : amount.toFixed(1)} ${units[power]}`;
}
