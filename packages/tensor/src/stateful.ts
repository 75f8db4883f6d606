import { realmState } from "./realm.ts";

/**
 * An object whose state functions read and change: a random stream, a parameter or buffer, or a counter in your own layer. It
 * calls {@link touch} before each use, so that a computation can be repeated from the same state and without changing it.
 *
 * @example
 * class Counter implements Stateful<number> {
 *   #count = 0;
 *   next(): number {
 *     touch(this, this.#count);
 *     return this.#count++;
 *   }
 *   setBack(before: number): () => void {
 *     const now = this.#count;
 *     this.#count = before;
 *     return () => {
 *       this.#count = now;
 *     };
 *   }
 * }
 */
export interface Stateful<State = unknown> {
  /**
   * Sets the state back to one that it had before.
   *
   * @returns A function that undoes this: it drops all changes made since and brings back the present state.
   */
  setBack(before: State): () => void;
}

/** Hears of each use of a stateful object, before it is read or changed, with its state at that moment. */
// biome-ignore lint/suspicious/noExplicitAny: a listener hears of states of every type.
export type StateListener = (owner: Stateful<any>, before: unknown) => void;

const current: { listeners: readonly StateListener[] } = realmState({ listeners: [] });

/** Runs `fn` with `listener` hearing of every use of a stateful object, in addition to all that already do. */
export function withStateListener<T>(listener: StateListener, fn: () => T): T {
  const before = current.listeners;
  current.listeners = [...before, listener];
  try {
    return fn();
  } finally {
    current.listeners = before;
  }
}

/** True while anything listens; check it first where taking the state costs something. */
export function isStateWatched(): boolean {
  return current.listeners.length > 0;
}

/** Tells the listeners that `owner` is about to be read or changed, and its state before that. */
export function touch<State>(owner: Stateful<State>, before: State): void {
  if (isStateWatched()) for (const listener of current.listeners) listener(owner, before);
}

/**
 * Runs `fn` and then restores the state of every stateful object that it used.
 *
 * @param from Earlier states to start from, by their owners. Everything else starts from its present state.
 */
export function withStateRestored<T>(fn: () => T, from: Iterable<readonly [Stateful, unknown]> = []): T {
  const undo = new Map<Stateful, () => void>();
  const setBack: StateListener = (owner, before) => {
    if (!undo.has(owner)) undo.set(owner, owner.setBack(before));
  };
  try {
    for (const [owner, before] of from) setBack(owner, before);
    return withStateListener(setBack, fn);
  } finally {
    for (const restore of [...undo.values()].reverse()) restore();
  }
}
