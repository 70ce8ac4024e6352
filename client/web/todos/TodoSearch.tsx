import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useFieldKey } from '../field-shortcuts.ts'

type Props = { search: string; onSearch: (search: string) => void }

const pauseMs = 250

/** Searches once nothing has been typed for a moment. */
export function TodoSearch({ search, onSearch }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useFieldKey('/', () => input.current?.select())

  // The URL may change from elsewhere; what is being typed is ahead of it.
  useEffect(() => {
    if (input.current && document.activeElement !== input.current) input.current.value = search
  }, [search])
  useEffect(() => () => clearTimeout(timer.current), [])
  // By the time that it is called, the URL may have changed.
  const latest = useRef(onSearch)
  useEffect(() => {
    latest.current = onSearch
  })

  function searchSoon(text: string) {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => latest.current(text.trim()), pauseMs)
  }

  function hear({ key, currentTarget }: KeyboardEvent<HTMLInputElement>) {
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
      onKeyDown={hear}
    />
  )
}
