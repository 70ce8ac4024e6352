import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { t } from '../messages/calendar.ts'
import { common } from '../messages/common.ts'

type Pages = Pick<
  UseInfiniteQueryResult,
  'hasNextPage' | 'isFetching' | 'isFetchNextPageError' | 'fetchNextPage'
>

/** Loads more before the end of a list is reached; if that fails, when the button is pressed. */
export function MoreRows({ pages }: { pages: Pages }) {
  const { hasNextPage, isFetching, isFetchNextPageError } = pages
  const button = useRef<HTMLButtonElement>(null)
  const load = useEffectEvent(() => void pages.fetchNextPage())
  const isWaiting = hasNextPage && !isFetching && !isFetchNextPageError
  useEffect(() => {
    if (!isWaiting || !button.current) return undefined
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) load()
      },
      { rootMargin: '800px' },
    )
    observer.observe(button.current)
    return () => observer.disconnect()
  }, [isWaiting])
  if (!hasNextPage) return null
  return (
    <button
      ref={button}
      className="button quiet more-rows"
      type="button"
      aria-disabled={isFetching}
      onClick={() => {
        if (!isFetching) void pages.fetchNextPage()
      }}
    >
      {isFetching ? common.loading : t.showMore}
    </button>
  )
}
