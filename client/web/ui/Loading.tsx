import { common } from '../messages/common.ts'
import { useIsServerAway } from '../server-status.ts'
import './Loading.css'

/** Appears only after a short delay, so that fast loads are not announced. */
export function Loading() {
  const isAway = useIsServerAway()
  return (
    <output className="loading">
      {!isAway && <span className="spinner" aria-hidden="true" />}
      {isAway ? common.unreachable : common.loading}
    </output>
  )
}
