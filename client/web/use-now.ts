import { useEffect, useState } from 'react'
import { onPageTimeZone } from './page-time-zone.ts'

const tickMs = 30_000

/** The time in milliseconds, updated twice a minute, and when times are to be shown in another time zone. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const update = () => setNow(Date.now())
    const timer = setInterval(update, tickMs)
    const stopListening = onPageTimeZone(update)
    return () => {
      clearInterval(timer)
      stopListening()
    }
  }, [])
  return now
}
