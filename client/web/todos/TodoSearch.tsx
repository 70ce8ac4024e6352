import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useFieldShortcut } from '../field-shortcuts.ts'

type Props = { search: string; onSearch: (search: string) => void }

const pauseMs = 250

/** Searches after a short pause in typing. */
export function TodoSearch({ search, onSearch }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useFieldShortcut('/', () => input.current?.select())

  // The URL can change from elsewhere; typed text takes precedence.
  useEffect(() => {
    if (input.current && document.activeElement !== input.current) input.current.value = search
  }, [search])
  useEffect(() => () => clearTimeout(timer.current), [])
  // The URL may have changed by the time this is called.
  const latest = useRef(onSearch)
  useEffect(() => {
    latest.current = onSearch
  })

  function searchSoon(text: string) {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => latest.current(text.trim()), pauseMs)
  }

  function onKeyDown({ key, currentTarget }: KeyboardEvent<HTMLInputElement>) {
    if (key === 'Escape') {
      currentTarget.value = ''
      currentTarget.blur()
    }
    if (key === 'Escape' || key === 'Enter') {
      clearTimeout(timer.current)
      onSearch(currentTarget.value.trim())
    }
  }

  return (
    <input
      ref={input}
      type="search"
      aria-label="Search"
      placeholder="Search"
      maxLength={255}
      defaultValue={search}
      onChange={({ target }) => searchSoon(target.value)}
      onKeyDown={onKeyDown}
    />
  )
}
