import { formatDistance, formatExact, formatDay } from '../time.ts'
import { toLocalDay } from '../local-time.ts'
import { t } from '../messages/time.ts'
import { useNow } from '../use-now.ts'

const minuteMs = 60_000

/** `just now`, `3 h ago` */
export function Ago({ at }: { at: string }) {
  const now = new Date(useNow())
  const then = new Date(at)
  const isNow = now.getTime() - then.getTime() < minuteMs
  return <Time at={then}>{isNow ? t.justNow : t.ago(formatDistance(then, now))}</Time>
}

/** `Fri 27 Nov` */
export function Day({ at }: { at: string }) {
  const now = new Date(useNow())
  const then = new Date(at)
  return <Time at={then}>{formatDay(toLocalDay(then), toLocalDay(now))}</Time>
}

const Time = ({ at, children }: { at: Date; children: string }) => (
  <time dateTime={at.toISOString()} title={formatExact(at)}>
    {children}
  </time>
)
