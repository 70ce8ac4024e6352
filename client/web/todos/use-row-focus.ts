import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react'
import { useShortcut } from '../shortcuts.ts'

type List = RefObject<HTMLElement | null>
type Place = { id: string; index: number; control: string }

const rowSelector = '[data-index]'

/**
 * Keeps the focus in a list whose rows change: when the focused row disappears, the row in its place is focused; when a
 * row's form closes, its title is. The arrow keys, and `j` and `k` from anywhere on the page, move the focus up and down.
 */
export function useRowFocus(list: List) {
  const last = useRef<Place>(undefined)

  useEffect(() => {
    function leave({ target }: Event) {
      if (!list.current?.contains(target as Node)) last.current = undefined
    }
    const events = ['pointerdown', 'focusin'] as const
    for (const event of events) document.addEventListener(event, leave)
    return () => {
      for (const event of events) document.removeEventListener(event, leave)
    }
  }, [list])

  useLayoutEffect(() => {
    if (!last.current || document.activeElement !== document.body) return
    const { id, index, control } = last.current
    const row = find(list, `[data-id="${id}"]`) ?? find(list, `[data-index="${index}"]`) ?? findLast(list)
    if (row) focusIn(row, control)
    else if (list.current?.hidden) focusMain()
    else list.current?.focus()
  })

  useEffect(
    () => () => {
      if (last.current && document.activeElement === document.body) focusMain()
    },
    [],
  )

  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    const row = target.closest<HTMLElement>(rowSelector)
    if (!row) return
    last.current = {
      id: row.dataset['id'] ?? '',
      index: Number(row.dataset['index']),
      control: target.dataset['control'] ?? 'title',
    }
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    const { control } = (event.target as HTMLElement).dataset
    if (step !== undefined && control !== undefined && move(step, control)) event.preventDefault()
  }

  /** Without a focused row, the first one on the screen is next. */
  function move(step: number, control: string): boolean {
    const row = last.current
      ? find(list, `[data-index="${last.current.index + step}"]`)
      : findAll(list).find(shown => shown.getBoundingClientRect().bottom > 0)
    if (!row) return false
    focusIn(row, control)
    row.scrollIntoView({ block: 'nearest' })
    return true
  }
  useShortcut('j', () => void move(1, 'title'))
  useShortcut('k', () => void move(-1, 'title'))
  /** Focuses a row as soon as it is rendered. */
  function focusRow(index: number): void {
    last.current = { id: '', index, control: 'title' }
    const row = find(list, `[data-index="${index}"]`)
    if (row) focusIn(row, 'title')
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  }
  return { onFocus, onKeyDown, focusRow }
}

const find = ({ current }: List, selector: string) => current?.querySelector<HTMLElement>(selector)
/** The rows in their order on the page, which is not that of the document. */
const findAll = ({ current }: List) =>
  [...(current?.querySelectorAll<HTMLElement>(rowSelector) ?? [])].toSorted((a, b) => indexOf(a) - indexOf(b))
const findLast = (list: List) => findAll(list).at(-1)
const indexOf = ({ dataset }: HTMLElement) => Number(dataset['index'])

const focusMain = () => document.querySelector<HTMLElement>('#main')?.focus()

function focusIn(row: HTMLElement, control: string): void {
  const target =
    row.querySelector<HTMLElement>(`[data-control="${control}"]`) ??
    row.querySelector<HTMLElement>('[data-control], input')
  target?.focus()
}
