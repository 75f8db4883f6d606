/** Request to stop early, made with Ctrl-C. */
export interface Interruption {
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** Restores the default behavior of Ctrl-C. */
  release(): void;
}

/** Exit code of a program that was ended by SIGINT. */
export const interruptedExitCode = 130;

/** Listens for Ctrl-C. The first one calls `onFirst` and aborts the signal, the second one ends the process immediately. */
export function listenForInterruption(onFirst: () => void): Interruption {
  const controller = new AbortController();
  const listener = (): void => {
    if (controller.signal.aborted) process.exit(interruptedExitCode);
    controller.abort();
    onFirst();
  };
  process.on("SIGINT", listener);
  return { signal: controller.signal, release: () => process.off("SIGINT", listener) };
}
