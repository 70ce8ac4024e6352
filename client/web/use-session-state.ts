import { useState } from 'react'

/**
 * State that survives its component and a reload, until it is `undefined`, such as unsaved input. It can
 * be set after the component has unmounted.
 */
export function useSessionState<State>(key: string) {
  const [state, setState] = useState(() => readKept(key) as State | undefined)
  function set(next: State | undefined) {
    keep(key, next)
    setState(next)
  }
  const change = (toNext: (state: State | undefined) => State | undefined) =>
    set(toNext(readKept(key) as State | undefined))
  return [state, set, change] as const
}

/** Discards the state from outside of its component. */
export const forgetKept = (key: string): void => keep(key, undefined)

const toStorageKey = (key: string) => `taskoverflow-${key}`

function keep(key: string, state: unknown): void {
  if (state === undefined) sessionStorage.removeItem(toStorageKey(key))
  else sessionStorage.setItem(toStorageKey(key), JSON.stringify(state))
}

function readKept(key: string): unknown {
  const kept = sessionStorage.getItem(toStorageKey(key))
  return kept === null ? undefined : JSON.parse(kept)
}
