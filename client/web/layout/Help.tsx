import { useState } from 'react'
import { areShortcutsOn, commandKey, saveShortcutsOn, useShortcut } from '../shortcuts.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { urls } from '../urls.ts'

const keys = [
  ['n', 'New todo'],
  ['/', 'Search'],
  ['?', 'Show shortcuts'],
  ['j k', 'Next and previous todo (or ↓ ↑)'],
  ['x', 'Complete the todo'],
  ['e', 'Edit it'],
  ['d', 'Choose another day for it'],
  ['t', 'Move it to today'],
  ['#', 'Delete it'],
  [`${commandKey} Z`, 'Undo (while the notification is visible)'],
  [`${commandKey} K`, 'Go anywhere, do anything, find a todo'],
  ['Esc', 'Close, or cancel editing'],
] as const

type Props = { isOpen: boolean; onOpen: (isOpen: boolean) => void }

export function Help({ isOpen, onOpen }: Props) {
  const [isOn, setOn] = useState(areShortcutsOn)
  useShortcut('?', () => onOpen(true))
  function change(on: boolean) {
    saveShortcutsOn(on)
    setOn(on)
  }
  return (
    <>
      <button
        className="button quiet icon"
        type="button"
        title="Keyboard shortcuts (?)"
        onClick={() => onOpen(true)}
      >
        <Icon name="help" />
        <span className="visually-hidden">Keyboard shortcuts</span>
      </button>
      <Dialog title="Keyboard shortcuts" isOpen={isOpen} onClose={() => onOpen(false)}>
        <dl className="keys">
          {keys.map(([key, meaning]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <label className="check">
          <input type="checkbox" checked={isOn} onChange={event => change(event.target.checked)} />
          Enable single-key shortcuts
        </label>
        <p className="muted">
          Everything here is also available through the API (try it in <a href={urls.graphiql}>GraphiQL</a>),
          curl and the command line. See the README.
        </p>
      </Dialog>
    </>
  )
}
