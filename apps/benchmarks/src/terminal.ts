import type { Writable } from "node:stream";

/** Where a command writes: results and progress to `out`, what went wrong to `err`. */
export interface Terminal {
  readonly out: Writable & { readonly isTTY?: boolean };
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
