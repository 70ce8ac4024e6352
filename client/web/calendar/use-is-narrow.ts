import { useSyncExternalStore } from 'react'

const narrow = matchMedia('(width < 40rem)')

function listen(changed: () => void) {
  narrow.addEventListener('change', changed)
  return () => narrow.removeEventListener('change', changed)
}

/** Whether the page is as narrow as on a phone. */
export const useIsNarrow = (): boolean => useSyncExternalStore(listen, () => narrow.matches)
