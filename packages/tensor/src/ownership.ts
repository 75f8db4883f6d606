import { realmState } from "./realm.ts";

/** Anything that a scope frees when it ends. */
export interface Owned {
  /** Scope that will free this; undefined if its holder must. */
  owner: Scope | undefined;
  /** Index in the owner's list. */
  place: number;
  /** True while the garbage collector is watched, as the last resort without a scope. */
  readonly watched: boolean;
  /** Starts or ends watching the garbage collector. */
  watch(watched: boolean): void;
  dispose(): void;
}

/** An open scope, with everything that was made since it was opened and is still alive. */
export interface Scope {
  readonly parent: Scope | undefined;
  readonly contents: Owned[];
}

const current: { scope: Scope | undefined } = realmState({ scope: undefined });

/** Returns the innermost open scope. */
export function openScope(): Scope | undefined {
  return current.scope;
}

/** Makes another scope, or none, the innermost one. */
export function setOpenScope(scope: Scope | undefined): void {
  current.scope = scope;
}

/** Gives a new object to the innermost open scope. Without a scope, watches the garbage collector. */
export function adopt(owned: Owned): void {
  if (current.scope) own(current.scope, owned);
  else owned.watch(true);
}

function own(scope: Scope, owned: Owned): void {
  owned.owner = scope;
  owned.place = scope.contents.length;
  scope.contents.push(owned);
}

/** Takes an object out of the scope that owns it, if any. The last object of the list moves to its index. */
export function disown(owned: Owned): void {
  const { owner, place } = owned;
  if (!owner) return;
  const last = owner.contents.pop() as Owned;
  if (last !== owned) {
    owner.contents[place] = last;
    last.place = place;
  }
  owned.owner = undefined;
}

/** Gives an object to another scope or to none. Without a scope, the garbage collector is watched, unless a slot owns the object. */
export function handOver(
  owned: Owned,
  owner: Scope | undefined,
  watched: boolean = owner === undefined,
): void {
  if (owned.owner !== owner) {
    disown(owned);
    if (owner) own(owner, owned);
  }
  if (owned.watched !== watched) owned.watch(watched);
}
