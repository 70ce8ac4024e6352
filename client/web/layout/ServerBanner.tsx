import { t } from '../messages/layout.ts'
import { isWaiting, useStoredChanges } from '../outbox/stored-changes.ts'
import { useIsServerAway } from '../server-status.ts'
import './ServerBanner.css'

/** Says once for the whole page that the server cannot be reached, until it can. */
export function ServerBanner() {
  const isAway = useIsServerAway()
  const kept = useStoredChanges().filter(isWaiting).length
  return (
    <output className="server-banner">
      {isAway && t.serverAway}
      {isAway && kept > 0 && ` ${t.changesKept(kept)}`}
    </output>
  )
}
