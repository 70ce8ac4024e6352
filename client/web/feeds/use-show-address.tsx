import { useKeptDialog } from '../ui/KeptDialog.tsx'
import { AddressDialog } from './AddressDialog.tsx'
import type { IssuedFeed } from './feeds-queries.ts'

/** Shows the address of a feed above all views: going back to another one does not lose it. */
export function useShowAddress(): (feed: IssuedFeed) => void {
  const show = useKeptDialog()
  return feed => show(<AddressDialog key={feed.url} feed={feed} onClose={() => show(null)} />)
}
