/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a select cannot be filtered by a field */
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { isComposing } from '../is-composing.ts'
import { t } from '../messages/palette.ts'
import { urls } from '../urls.ts'
import './Palette.css'
import { PaletteOption } from './PaletteOption.tsx'
import { type Command, type CommandActions, findCommands, useCommands } from './use-commands.ts'
import { useFoundTodos } from './use-found-todos.ts'

const maxLength = 200

/** Goes anywhere and does anything by typing: a combobox with a list of what matches. */
export function PaletteDialog(actions: CommandActions) {
  const { onClose } = actions
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const [text, setText] = useState('')
  const [active, setActive] = useState<string>()
  const navigate = useNavigate()
  const commands = useCommands(actions)
  const { todos, error, isSearching } = useFoundTodos(text, onClose)

  const searchAll: Command = {
    id: 'search',
    name: t.searchAll(text.trim()),
    mark: { icon: 'search' },
    run() {
      onClose()
      void navigate(`${urls.todos}?${new URLSearchParams({ show: 'all', q: text.trim() })}`)
    },
  }
  const groups = [
    { name: t.groups.views, commands: findCommands(commands.views, text) },
    { name: t.groups.actions, commands: findCommands(commands.actions, text) },
    { name: t.groups.todos, commands: text.trim() === '' ? [] : [...todos, searchAll] },
  ].filter(({ commands }) => commands.length > 0)
  const options = groups.flatMap(({ commands }) => commands)
  const foundCount = options.filter(option => option !== searchAll).length
  const current = options.find(({ id }) => id === active) ?? options[0]

  // A dialog that is removed while it is open would not return the focus.
  useLayoutEffect(() => {
    const opened = dialog.current
    opened?.showModal()
    return () => opened?.close()
  }, [])
  useEffect(() => {
    if (current) document.getElementById(`${id}-${current.id}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, current])

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event.nativeEvent)) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      const index = options.findIndex(option => option === current)
      setActive(options.at((index + step) % options.length)?.id)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      current?.run()
    }
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- a click beside it closes it, as Esc does
    <dialog
      ref={dialog}
      className="palette"
      aria-label={t.commandMenu}
      onClose={onClose}
      onClick={({ target }) => target === dialog.current && onClose()}
    >
      <input
        role="combobox"
        aria-label={t.field}
        aria-expanded
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-activedescendant={current && `${id}-${current.id}`}
        placeholder={t.hint}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        dir="auto"
        maxLength={maxLength}
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          setActive(undefined)
        }}
        onKeyDown={onKeyDown}
      />
      <div className="palette-list" id={`${id}-list`} role="listbox" aria-label={t.found}>
        {groups.map(({ name, commands }) => (
          <div key={name} role="group" aria-label={name}>
            <div className="palette-group" aria-hidden="true">
              {name}
            </div>
            {commands.map(command => (
              <PaletteOption
                key={command.id}
                id={`${id}-${command.id}`}
                command={command}
                isActive={command === current}
                onActive={() => setActive(command.id)}
              />
            ))}
          </div>
        ))}
      </div>
      <output className={`palette-status ${text === '' ? 'keyboard-only' : ''}`}>
        {describeStatus(text, error, isSearching, foundCount)}
      </output>
    </dialog>
  )
}

function describeStatus(text: string, error: unknown, isSearching: boolean, count: number): string {
  if (text.trim() === '') return t.howTo
  if (error !== null) return t.notSearched
  if (isSearching) return t.searching
  return t.results(count)
}
