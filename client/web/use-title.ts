import { useEffect } from 'react'

/** The title of the browser's tab and history. */
export function useTitle(name: string): void {
  useEffect(() => {
    document.title = `${name} · TaskOverflow`
  }, [name])
}
