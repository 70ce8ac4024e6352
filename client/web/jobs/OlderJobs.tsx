import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { describeError } from '../describe-error.ts'

type Props = { error: unknown; isBusy: boolean; onWanted: () => void }

/** Loads more jobs when scrolled into view, or on a click if that failed. */
export function OlderJobs({ error, isBusy, onWanted }: Props) {
  const button = useRef<HTMLButtonElement>(null)
  const [isInSight, setInSight] = useState(false)
  useEffect(() => {
    if (!button.current) return undefined
    const observer = new IntersectionObserver(([entry]) => setInSight(entry?.isIntersecting ?? false), {
      rootMargin: '400px',
    })
    observer.observe(button.current)
    return () => observer.disconnect()
  }, [])
  const load = useEffectEvent(onWanted)
  const isWanted = isInSight && !isBusy && error === null
  useEffect(() => {
    if (isWanted) load()
  }, [isWanted])
  return (
    <div className="older-jobs">
      {error !== null && (
        <p className="problem" role="alert">
          {describeError(error).message}
        </p>
      )}
      <button ref={button} className="button" type="button" aria-disabled={isBusy} onClick={onWanted}>
        {isBusy ? 'Loading…' : 'Load older jobs'}
      </button>
    </div>
  )
}
