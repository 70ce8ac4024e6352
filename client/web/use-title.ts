import { useEffect, useLayoutEffect } from 'react'

const setTitle = (name: string) => {
  document.title = `${name} · TaskOverflow`
}

/** The title of the browser's tab and history. */
export function useTitle(name: string): void {
  useEffect(() => setTitle(name), [name])
}

/** The title until the view sets another one. */
export function useInitialTitle(name: string): void {
  useLayoutEffect(() => setTitle(name), [name])
}
