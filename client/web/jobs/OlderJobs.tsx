import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { describeError } from '../describe-error.ts'
import { common } from '../messages/common.ts'
import { t } from '../messages/jobs.ts'

type Props = { error: unknown; isBusy: boolean; onLoad: () => void }

/** Loads more jobs when scrolled into view, or on a click if that failed. */
export function OlderJobs({ error, isBusy, onLoad }: Props) {
  const button = useRef<HTMLButtonElement>(null)
  const [isInView, setInView] = useState(false)
  useEffect(() => {
    if (!button.current) return undefined
    const observer = new IntersectionObserver(([entry]) => setInView(entry?.isIntersecting ?? false), {
      rootMargin: '400px',
    })
    observer.observe(button.current)
    return () => observer.disconnect()
  }, [])
  const load = useEffectEvent(onLoad)
  const shouldLoad = isInView && !isBusy && error === null
  useEffect(() => {
    if (shouldLoad) load()
  }, [shouldLoad])
  return (
    <div className="older-jobs">
      {error !== null && (
        <p className="problem" role="alert">
          {describeError(error).message}
        </p>
      )}
      <button ref={button} className="button" type="button" aria-disabled={isBusy} onClick={onLoad}>
        {isBusy ? common.loading : t.older}
      </button>
    </div>
  )
}
