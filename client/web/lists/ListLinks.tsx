import { type DragEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { NavLink } from 'react-router'
import { describeError } from '../describe-error.ts'
import { t } from '../messages/lists.ts'
import { Icon } from '../ui/Icon.tsx'
import { useToast } from '../ui/Toasts.tsx'
import { urls } from '../urls.ts'
import { type List, useLists } from './all-lists.ts'
import { ListDot } from './ListDot.tsx'
import { useOpenCounts, useUpdateList } from './lists-queries.ts'
import { formatCount } from '../locale.ts'

/** A link to each list. They are moved by dragging, and with Alt and the arrow keys. */
export function ListLinks({ onEdit }: { onEdit: (list: List) => void }) {
  const lists = useLists()
  const countOpen = useOpenCounts()
  const { mutate } = useUpdateList()
  const toast = useToast()
  const [moved, setMoved] = useState('')
  const [target, setTarget] = useState<number>()
  const dragged = useRef<List>(undefined)
  const moving = useRef<{ id: number; position: number; control: HTMLElement }>(undefined)

  // A row that moves in the document loses the focus.
  useLayoutEffect(() => {
    const { id, position, control } = moving.current ?? {}
    if (id === undefined || lists.findIndex(list => list.id === id) !== position) return
    control?.focus()
    moving.current = undefined
  })

  function move(list: List, position: number) {
    if (position < 0 || position >= lists.length || position === list.position) return
    setMoved(t.moved(list.name, position + 1, lists.length))
    mutate(
      { id: list.id, change: { position } },
      {
        onError: error => toast({ kind: 'error', text: t.notMoved(list.name, describeError(error).message) }),
      },
    )
  }

  function onKeyDown(event: KeyboardEvent, list: List) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (step === undefined || !event.altKey) return
    event.preventDefault()
    const position = list.position + step
    moving.current = { id: list.id, position, control: event.target as HTMLElement }
    move(list, position)
  }

  function onDragOver(event: DragEvent, { position }: List) {
    if (!dragged.current) return
    event.preventDefault()
    setTarget(position)
  }

  function endDrag() {
    dragged.current = undefined
    setTarget(undefined)
  }

  return (
    <>
      <ul className="list-links">
        {lists.map(list => (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of its controls; dragging has keys too
          <li
            key={list.id}
            draggable
            data-target={target === list.position || undefined}
            onKeyDown={event => onKeyDown(event, list)}
            onDragStart={() => {
              dragged.current = list
            }}
            onDragOver={event => onDragOver(event, list)}
            onDragEnd={endDrag}
            onDrop={event => {
              event.preventDefault()
              if (dragged.current) move(dragged.current, list.position)
              endDrag()
            }}
          >
            <NavLink className="lists-link" to={urls.list(list.id)} draggable={false}>
              <ListDot color={list.color} />
              <bdi className="lists-name">{list.name}</bdi>
              {countOpen && (
                <span className="lists-count">
                  {formatCount(countOpen(list))}
                  <span className="visually-hidden">{t.open}</span>
                </span>
              )}
            </NavLink>
            <button
              className="button quiet icon lists-edit"
              type="button"
              aria-label={t.editList(list.name)}
              title={t.edit}
              onClick={() => onEdit(list)}
            >
              <Icon name="more" />
            </button>
          </li>
        ))}
      </ul>
      <output className="visually-hidden">{moved}</output>
    </>
  )
}
