import { useLocation, useNavigate } from 'react-router'
import { foldText } from '../../../schema/fold-text.ts'
import { useLists } from '../lists/all-lists.ts'
import { saveTheme, type Theme, useTheme } from '../theme.ts'
import { readToken, signOut } from '../token.ts'
import type { IconName } from '../ui/Icon.tsx'
import { urls } from '../urls.ts'

export type Command = {
  id: string
  name: string
  /** A text of the user, which can have another direction than the page. */
  isUserText?: boolean
  hint?: string | undefined
  mark: { icon: IconName } | { color: string | null }
  /** Other words that it is found by. */
  synonyms?: string
  run: () => void
}

export type CommandActions = {
  onClose: () => void
  onNewList: () => void
  onExport: () => void
  onShowShortcuts: () => void
}

const themes: { theme: Theme; name: string; icon: IconName }[] = [
  { theme: 'light', name: 'Use the light theme', icon: 'sun' },
  { theme: 'dark', name: 'Use the dark theme', icon: 'moon' },
  { theme: 'auto', name: 'Use the system’s theme', icon: 'system' },
]

/** What the palette can do, apart from finding todos. */
export function useCommands({ onClose, onNewList, onExport, onShowShortcuts }: CommandActions) {
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  const lists = useLists()
  const current = useTheme()
  const closing = (act: () => void) => () => {
    onClose()
    act()
  }
  const go = (name: string, to: string, icon: IconName, synonyms = ''): Command => ({
    id: `go-${to}`,
    name,
    synonyms: `go to ${synonyms}`,
    mark: { icon },
    run: closing(() => void navigate(to)),
  })
  const views: Command[] = [
    go('Upcoming', urls.todos, 'todos', 'home todos open'),
    go('Overdue', `${urls.todos}?show=overdue`, 'todo', 'todos late'),
    go('Completed', `${urls.todos}?show=done`, 'check', 'todos done'),
    ...lists.map(({ id, name, color }) => ({
      ...go(name, urls.list(id), 'list', 'list'),
      isUserText: true,
      hint: 'List',
      mark: { color },
    })),
    go('Calendar', urls.calendar, 'calendar', 'month week agenda'),
    go('Exports', urls.exports, 'export', 'feeds jobs files downloads'),
    go('Import', urls.import, 'import', 'upload csv ics'),
    go('Trash', urls.trash, 'trash', 'deleted restore'),
    go('Settings', urls.settings, 'settings', 'time zone week theme'),
  ]

  const hasQuickAdd = pathname === urls.todos || pathname.startsWith(urls.list(''))
  function addTodo() {
    const place = hasQuickAdd ? pathname + search : urls.todos
    void navigate(place, { state: { key: 'n' }, replace: hasQuickAdd })
  }
  const actions: Command[] = [
    {
      id: 'new-todo',
      name: 'New todo',
      hint: 'n',
      synonyms: 'add create task',
      mark: { icon: 'add' },
      run: closing(addTodo),
    },
    { id: 'new-list', name: 'New list', synonyms: 'add create', mark: { icon: 'list' }, run: onNewList },
    {
      id: 'export',
      name: 'Export to a calendar app',
      synonyms: 'feed file ics subscribe download',
      mark: { icon: 'export' },
      run: onExport,
    },
    ...themes
      .filter(({ theme }) => theme !== current)
      .map(({ theme, name, icon }) => ({
        id: `theme-${theme}`,
        name,
        synonyms: 'colours switch mode',
        mark: { icon },
        run: closing(() => saveTheme(theme)),
      })),
    {
      id: 'shortcuts',
      name: 'Keyboard shortcuts',
      hint: '?',
      synonyms: 'help keys',
      mark: { icon: 'keyboard' },
      run: onShowShortcuts,
    },
    ...(readToken() === undefined
      ? []
      : [{ id: 'sign-out', name: 'Sign out', mark: { icon: 'signOut' as const }, run: signOut }]),
  ]
  return { views, actions }
}

/** The commands that have all words, those first whose name begins with them. */
export function findCommands(commands: Command[], text: string): Command[] {
  const wanted = foldText(text).trim()
  const words = wanted.split(/\s+/)
  const found = commands.filter(({ name, synonyms = '' }) => {
    const known = foldText(`${name} ${synonyms}`)
    return words.every(word => known.includes(word))
  })
  const isFirst = ({ name }: Command) => foldText(name).startsWith(wanted)
  return [...found.filter(isFirst), ...found.filter(command => !isFirst(command))]
}
