import { useQuery } from '@tanstack/react-query'
import { hasSameClock } from '../day.ts'
import { describeError } from '../describe-error.ts'
import { t } from '../messages/layout.ts'
import { useToast } from '../ui/Toasts.tsx'
import { useNow } from '../use-now.ts'
import { keepTimeZone } from './kept-time-zones.ts'
import { settings, useUpdateSettings } from './settings-queries.ts'
import './TimeZoneOffer.css'
import { useFirstVisit } from './use-first-visit.ts'
import { useTimeZone } from './use-time-zone.ts'

/** Sets the time zone on the first visit. Later it offers to change it in a browser whose clock differs. */
export function TimeZoneOffer() {
  const { data } = useQuery(settings)
  const { mutate, isPending } = useUpdateSettings()
  const toast = useToast()
  const now = new Date(useNow())
  useFirstVisit()

  const timeZone = useTimeZone()
  const isOffered = data && data.updatedAt !== null && !hasSameClock(timeZone, data.timeZone, now)
  if (!isOffered) return null

  const change = () =>
    mutate(
      { timeZone },
      {
        onError: error => toast({ kind: 'error', text: t.timeZoneNotChanged(describeError(error).message) }),
      },
    )
  return (
    <aside className="time-zone-offer" aria-label={t.otherTimeZone}>
      <p>{t.offerTimeZone(timeZone, data.timeZone)}</p>
      <button className="button small" type="button" disabled={isPending} onClick={change}>
        {t.changeTimeZone}
      </button>
      <button className="button quiet small" type="button" onClick={() => keepTimeZone(data.timeZone)}>
        {t.keepTimeZone}
      </button>
    </aside>
  )
}
