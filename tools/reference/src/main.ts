import { run } from "./run.ts";

/** When whoever reads the output goes away, the run goes on unheard. */
function ignoreBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

for (const stream of [process.stdout, process.stderr]) stream.on("error", ignoreBrokenPipe);
process.exitCode = await run(process.argv.slice(2), { out: process.stdout, err: process.stderr });
