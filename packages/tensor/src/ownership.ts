import { realmState } from "./realm.ts";

/** Anything that a scope frees when it ends. */
export interface Owned {
  /** The scope that will free this; undefined when whoever holds it must. */
  owner: Scope | undefined;
  /** Index in the owner's list. */
  place: number;
  /** True while the garbage collector is watched, as the last resort for what no scope owns. */
  readonly watched: boolean;
  /** Starts or ends watching the garbage collector. */
  watch(watched: boolean): void;
  dispose(): void;
}

/** An open scope: what was made since it was opened and is still alive. */
export interface Scope {
  readonly parent: Scope | undefined;
  readonly contents: Owned[];
}

const current: { scope: Scope | undefined } = realmState({ scope: undefined });

/** The innermost open scope. */
export function openScope(): Scope | undefined {
  return current.scope;
}

/** Makes another scope, or none, the innermost one. */
export function setOpenScope(scope: Scope | undefined): void {
  current.scope = scope;
}

/** Gives something new to the innermost open scope; without one, watches the garbage collector. */
export function adopt(owned: Owned): void {
  if (current.scope) own(current.scope, owned);
  else owned.watch(true);
}

function own(scope: Scope, owned: Owned): void {
  owned.owner = scope;
  owned.place = scope.contents.length;
  scope.contents.push(owned);
}

/** Takes something out of the scope that owns it, if any: the last of the list moves to its place. */
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

/** Gives something to another scope, or to nobody; the garbage collector is then watched, unless a slot answers for it. */
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
