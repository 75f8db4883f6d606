/** Something that the person at the keyboard can mend. Shown as its text alone; the exit code is 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The text of whatever was thrown. */
export function textOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
