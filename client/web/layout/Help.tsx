import { useState } from 'react'
import { t } from '../messages/layout.ts'
import { areShortcutsOn, nameCommandKey, saveShortcutsOn, useShortcut } from '../shortcuts.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { urls } from '../urls.ts'

const listKeys = () =>
  [
    ['n', 'add'],
    ['/', 'search'],
    ['?', 'help'],
    ['j k', 'move'],
    ['x', 'complete'],
    ['e', 'edit'],
    ['d', 'reschedule'],
    ['t', 'today'],
    ['#', 'delete'],
    [`${nameCommandKey()} Z`, 'undo'],
    [`${nameCommandKey()} K`, 'commands'],
    ['Esc', 'close'],
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
      <button className="button quiet icon" type="button" title={t.shortcutsKey} onClick={() => onOpen(true)}>
        <Icon name="help" />
        <span className="visually-hidden">{t.shortcuts}</span>
      </button>
      <Dialog title={t.shortcuts} isOpen={isOpen} onClose={() => onOpen(false)}>
        <dl className="keys">
          {listKeys().map(([key, meaning]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{t.keys[meaning]}</dd>
            </div>
          ))}
        </dl>
        <label className="check">
          <input type="checkbox" checked={isOn} onChange={event => change(event.target.checked)} />
          {t.shortcutsOn}
        </label>
        <p className="muted">{t.otherClients(<a href={urls.graphiql}>GraphiQL</a>)}</p>
      </Dialog>
    </>
  )
}
