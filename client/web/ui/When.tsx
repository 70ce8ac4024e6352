import { formatAgo, formatDate, formatExact } from '../time.ts'
import { useNow } from '../use-now.ts'

/** `just now`, `3 h ago` */
export const Ago = ({ at }: { at: string }) => <Time at={at} format={formatAgo} />

/** `Fri 27 Nov` */
export const Day = ({ at }: { at: string }) => <Time at={at} format={formatDate} />

type Props = { at: string; format: (at: Date, now: Date) => string }

function Time({ at, format }: Props) {
  const now = new Date(useNow())
  const then = new Date(at)
  return (
    <time dateTime={at} title={formatExact(then)}>
      {format(then, now)}
    </time>
  )
}
