import { useState } from 'react'
import { areShortcutsOn, keepShortcutsOn, useShortcut } from '../shortcuts.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { urls } from '../urls.ts'

const keys = [
  ['n', 'New todo'],
  ['/', 'Search'],
  ['?', 'This help'],
  ['↑ ↓', 'From todo to todo'],
  ['Ctrl Z', 'Undo, while the message about it is there'],
  ['Esc', 'Close, or give up an edit'],
] as const

export function Help() {
  const [isOpen, setOpen] = useState(false)
  const [isOn, setOn] = useState(areShortcutsOn)
  useShortcut('?', () => setOpen(true))
  function change(on: boolean) {
    keepShortcutsOn(on)
    setOn(on)
  }
  return (
    <>
      <button className="button quiet icon" type="button" title="Help (?)" onClick={() => setOpen(true)}>
        <span aria-hidden="true">?</span>
        <span className="visually-hidden">Help</span>
      </button>
      <Dialog title="Help" isOpen={isOpen} onClose={() => setOpen(false)}>
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
          Keys that are a single character: n, / and ?
        </label>
        <p className="muted">
          The same through <a href={urls.graphiql}>GraphiQL</a>, curl and the terminal: see the README.
        </p>
      </Dialog>
    </>
  )
}
