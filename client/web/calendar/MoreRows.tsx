import { useEffect, useEffectEvent, useRef } from 'react'
import { t } from '../messages/calendar.ts'
import { common } from '../messages/common.ts'

type Props = { isBusy: boolean; onMore: () => void }

/** Loads more before the end of a list is reached, or when it is pressed. */
export function MoreRows({ isBusy, onMore }: Props) {
  const button = useRef<HTMLButtonElement>(null)
  const more = useEffectEvent(onMore)
  useEffect(() => {
    if (isBusy || !button.current) return undefined
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) more()
      },
      { rootMargin: '800px' },
    )
    observer.observe(button.current)
    return () => observer.disconnect()
  }, [isBusy])
  return (
    <button ref={button} className="button quiet more-rows" type="button" disabled={isBusy} onClick={onMore}>
      {isBusy ? common.loading : t.showMore}
    </button>
  )
}
