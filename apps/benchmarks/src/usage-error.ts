/** Error that the user can fix. The command line shows only its message and exits with code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Message of a thrown value. */
export function textOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
