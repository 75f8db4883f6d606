import type { Writable } from "node:stream";

/** Where a command writes: results and progress to `out`, what went wrong to `err`. */
export interface Terminal {
  readonly out: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly err: Writable;
}

/** This process's terminal. When whoever reads it goes away, the command works on unheard. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", ignoreBrokenPipe);
  return { out: process.stdout, err: process.stderr };
}

function ignoreBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

/** Least and greatest width of a table; where no terminal tells its width, the greatest. */
const [leastWidth, greatestWidth] = [80, 100];

/** Number of characters for a line of a table. */
export function widthOf({ columns = greatestWidth }: Terminal["out"]): number {
  return Math.min(greatestWidth, Math.max(leastWidth, columns));
}
