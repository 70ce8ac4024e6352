import { useLayoutEffect, useRef, useState } from 'react'

/**
 * State that survives its component and a reload, until it is `undefined`, such as unsaved input. It can
 * be set after the component has unmounted.
 */
export function useSessionState<State>(key: string) {
  const [state, setState] = useState(() => readStored(key) as State | undefined)
  // Functions of earlier renders are called when something was saved: the key may have changed meanwhile.
  const currentKey = useRef(key)
  useLayoutEffect(() => {
    currentKey.current = key
  }, [key])
  function set(next: State | undefined) {
    store(currentKey.current, next)
    setState(next)
  }
  /** Changes the state as it is then. @returns the next one */
  function change(toNext: (state: State | undefined) => State | undefined): State | undefined {
    const next = toNext(readStored(currentKey.current) as State | undefined)
    set(next)
    return next
  }
  return [state, set, change] as const
}

export const hasSessionState = (key: string): boolean => sessionStorage.getItem(toStorageKey(key)) !== null

export function renameSessionState(from: string, to: string): void {
  const state = readStored(from)
  if (state === undefined) return
  store(to, state)
  store(from, undefined)
}

const toStorageKey = (key: string) => `taskoverflow-${key}`

function store(key: string, state: unknown): void {
  if (state === undefined) sessionStorage.removeItem(toStorageKey(key))
  else sessionStorage.setItem(toStorageKey(key), JSON.stringify(state))
}

function readStored(key: string): unknown {
  const stored = sessionStorage.getItem(toStorageKey(key))
  return stored === null ? undefined : JSON.parse(stored)
}
