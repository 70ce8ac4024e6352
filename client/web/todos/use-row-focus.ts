import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react'

type List = RefObject<HTMLElement | null>
type Place = { id: string; index: number; control: string }

const rowSelector = '[data-index]'

/**
 * Keeps the focus in a list whose rows change: when the focused row disappears, the row in its place is focused; when a
 * row's form closes, its title is. The arrow keys move the focus up and down.
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
    else list.current?.focus()
  })

  useEffect(
    () => () => {
      if (last.current && document.activeElement === document.body)
        document.querySelector<HTMLElement>('#main')?.focus()
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
    if (step === undefined || control === undefined || !last.current) return
    const row = find(list, `[data-index="${last.current.index + step}"]`)
    if (!row) return
    event.preventDefault()
    focusIn(row, control)
  }
  return { onFocus, onKeyDown }
}

const find = ({ current }: List, selector: string) => current?.querySelector<HTMLElement>(selector)
const findLast = ({ current }: List) =>
  [...(current?.querySelectorAll<HTMLElement>(rowSelector) ?? [])].at(-1)

function focusIn(row: HTMLElement, control: string): void {
  const target =
    row.querySelector<HTMLElement>(`[data-control="${control}"]`) ??
    row.querySelector<HTMLElement>('[data-control], input')
  target?.focus()
}
