import { useEffect, useLayoutEffect } from 'react'
import { formatCount } from './locale.ts'

const setTitle = (name: string) => {
  document.title = `${name} · TaskOverflow`
}

/** A title with a number of todos, once it is known: `Overdue (24)`. */
export const toTitle = (name: string, count: number | undefined): string =>
  count === undefined ? name : `${name} (${formatCount(count)})`

/** The title of the browser's tab and history. */
export function useTitle(name: string): void {
  useEffect(() => setTitle(name), [name])
}

/** The title until the view sets another one. */
export function useInitialTitle(name: string): void {
  useLayoutEffect(() => setTitle(name), [name])
}
