import { useIsMutating } from '@tanstack/react-query'
import { t } from '../messages/layout.ts'
import { todosKey } from '../todos/cached-todos.ts'
import { useIsServerAway } from '../server-status.ts'
import { useLeaveWarning } from '../ui/use-leave-warning.ts'
import './ServerBanner.css'

/** Says once for the whole page that the server cannot be reached, until it can. Leaving with changes that wait for it asks first. */
export function ServerBanner() {
  const isAway = useIsServerAway()
  const waiting = useIsMutating({ mutationKey: todosKey })
  const hasWaiting = isAway && waiting > 0
  useLeaveWarning(hasWaiting)
  return (
    <output className="server-banner">
      {isAway && t.serverAway}
      {hasWaiting && ` ${t.changesKept(waiting)}`}
    </output>
  )
}
