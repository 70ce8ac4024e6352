import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useFieldShortcut } from '../field-shortcuts.ts'
import { isComposing } from '../is-composing.ts'
import { useLists } from '../lists/all-lists.ts'
import { knownTags } from '../lists/lists-queries.ts'
import { t } from '../messages/todos.ts'
import { describeFilterProblem } from './describe-filter-problem.ts'
import { suggestFilters } from './suggest-filters.ts'
import { maxFilterLength } from './use-todo-list.ts'

type Props = { filter: string; onFilter: (filter: string) => void }

const pauseMs = 250

/** Searches after a short pause in typing, unless the filter cannot be read. */
export function TodoSearch({ filter, onFilter }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [text, setText] = useState(filter)
  const [isPaused, setPaused] = useState(true)
  const [isUsed, setUsed] = useState(false)
  const id = useId()
  useFieldShortcut('/', () => input.current?.select())

  const lists = useLists()
  const { data: tags = [] } = useQuery({ ...knownTags, enabled: isUsed })
  const suggested = isUsed ? suggestFilters(text, { lists: lists.map(({ name }) => name), tags }) : []
  // What is still being typed is not wrong yet.
  const problem = isPaused ? describeFilterProblem(text.trim(), lists) : undefined

  // The URL can change from elsewhere; typed text takes precedence.
  useEffect(() => {
    if (document.activeElement !== input.current) setText(filter)
  }, [filter])
  useEffect(() => () => clearTimeout(timer.current), [])
  // The URL and the lists may have changed by the time this is called.
  const latest = useRef((_text: string) => {})
  useEffect(() => {
    latest.current = typed => {
      setPaused(true)
      if (describeFilterProblem(typed, lists) === undefined) onFilter(typed)
    }
  })

  function type(typed: string) {
    setText(typed)
    setPaused(false)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => latest.current(typed.trim()), pauseMs)
  }

  function onKeyDown({ key, currentTarget, nativeEvent }: KeyboardEvent<HTMLInputElement>) {
    if ((key !== 'Escape' && key !== 'Enter') || isComposing(nativeEvent)) return
    clearTimeout(timer.current)
    if (key === 'Escape') {
      setText('')
      currentTarget.blur()
    }
    latest.current(key === 'Escape' ? '' : currentTarget.value.trim())
  }

  return (
    <div className="todo-search">
      <input
        ref={input}
        type="search"
        dir="auto"
        aria-label={t.search}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-problem`}
        placeholder={t.searchHint}
        maxLength={maxFilterLength}
        list={`${id}-suggested`}
        autoCapitalize="off"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onFocus={() => setUsed(true)}
        onChange={({ target }) => type(target.value)}
        onKeyDown={onKeyDown}
      />
      <datalist id={`${id}-suggested`}>
        {suggested.map(value => (
          <option key={value} value={value}>
            {value}
          </option>
        ))}
      </datalist>
      <span id={`${id}-problem`} className="problem" aria-live="polite">
        {problem}
      </span>
    </div>
  )
}
