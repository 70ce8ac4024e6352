import { useEffect, useState } from 'react'

/** State that outlives its component, and a reload of the page, until it is `undefined`: what somebody has typed. */
export function useKeptState<State>(key: string) {
  const storageKey = toStorageKey(key)
  const [state, setState] = useState(() => read(storageKey) as State | undefined)
  useEffect(() => {
    if (state === undefined) sessionStorage.removeItem(storageKey)
    else sessionStorage.setItem(storageKey, JSON.stringify(state))
  }, [storageKey, state])
  return [state, setState] as const
}

/** For whoever gives up what was typed from outside of the component. */
export const forgetKept = (key: string): void => sessionStorage.removeItem(toStorageKey(key))

const toStorageKey = (key: string) => `taskoverflow-${key}`

function read(storageKey: string): unknown {
  const kept = sessionStorage.getItem(storageKey)
  return kept === null ? undefined : JSON.parse(kept)
}
