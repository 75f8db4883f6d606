import type { Writable } from "node:stream";

/** Output streams of a command: `out` for results and progress, `err` for errors. */
export interface Terminal {
  readonly out: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly err: Writable;
}

/** Output streams of this process. The command continues if their reader closes them. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", ignoreBrokenPipe);
  return { out: process.stdout, err: process.stderr };
}

function ignoreBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

/** Least and greatest width of a table. The greatest one is used if the width of the terminal is unknown. */
const [leastWidth, greatestWidth] = [80, 100];

/** Number of characters in a line of a table. */
export function widthOf({ columns = greatestWidth }: Terminal["out"]): number {
  return Math.min(greatestWidth, Math.max(leastWidth, columns));
}
