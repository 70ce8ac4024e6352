import { useLocation, useNavigate } from 'react-router'
import { foldText } from '../../../schema/fold-text.ts'
import { useAccountName } from '../account/access.ts'
import { useSignOut } from '../account/AccountMenu.tsx'
import { useLists } from '../lists/all-lists.ts'
import { t } from '../messages/palette.ts'
import { useAskBeforeLoss } from '../outbox/use-ask-before-loss.tsx'
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

const themes: { theme: Theme; icon: IconName }[] = [
  { theme: 'light', icon: 'sun' },
  { theme: 'dark', icon: 'moon' },
  { theme: 'auto', icon: 'system' },
]

/** What the palette can do, apart from finding todos. */
export function useCommands({ onClose, onNewList, onExport, onShowShortcuts }: CommandActions) {
  const { synonyms } = t
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  const lists = useLists()
  const current = useTheme()
  const account = useAccountName()
  const signOutOfAccount = useSignOut()
  const closing = (act: () => void) => () => {
    onClose()
    act()
  }
  const askBeforeLoss = useAskBeforeLoss()
  const tokenSignOut =
    readToken() === undefined ? undefined : closing(() => askBeforeLoss(() => void signOut()))
  const leave = account === undefined ? tokenSignOut : closing(signOutOfAccount)
  const go = (name: string, to: string, icon: IconName, words = ''): Command => ({
    id: `go-${to}`,
    name,
    synonyms: `${synonyms.go} ${words}`,
    mark: { icon },
    run: closing(() => void navigate(to)),
  })
  const views: Command[] = [
    go(t.upcoming, urls.todos, 'todos', synonyms.upcoming),
    go(t.overdue, `${urls.todos}?show=overdue`, 'todo', synonyms.overdue),
    go(t.completed, `${urls.todos}?show=done`, 'check', synonyms.completed),
    ...lists.map(({ id, name, color }) => ({
      ...go(name, urls.list(id), 'list', synonyms.list),
      isUserText: true,
      hint: t.list,
      mark: { color },
    })),
    go(t.calendar, urls.calendar, 'calendar', synonyms.calendar),
    go(t.exports, urls.exports, 'export', synonyms.exports),
    go(t.import, urls.import, 'import', synonyms.import),
    go(t.trash, urls.trash, 'trash', synonyms.trash),
    go(t.settings, urls.settings, 'settings', synonyms.settings),
    ...(account === undefined
      ? []
      : [go(t.account, urls.account, 'account', `${account} ${synonyms.account}`)]),
  ]

  const hasQuickAdd = pathname === urls.todos || pathname.startsWith(urls.list(''))
  function addTodo() {
    const place = hasQuickAdd ? pathname + search : urls.todos
    void navigate(place, { state: { key: 'n' }, replace: hasQuickAdd })
  }
  const actions: Command[] = [
    {
      id: 'new-todo',
      name: t.newTodo,
      hint: 'n',
      synonyms: synonyms.newTodo,
      mark: { icon: 'add' },
      run: closing(addTodo),
    },
    { id: 'new-list', name: t.newList, synonyms: synonyms.newList, mark: { icon: 'list' }, run: onNewList },
    {
      id: 'export',
      name: t.export,
      synonyms: synonyms.export,
      mark: { icon: 'export' },
      run: onExport,
    },
    ...themes
      .filter(({ theme }) => theme !== current)
      .map(({ theme, icon }) => ({
        id: `theme-${theme}`,
        name: t.themes[theme],
        synonyms: synonyms.theme,
        mark: { icon },
        run: closing(() => saveTheme(theme)),
      })),
    {
      id: 'shortcuts',
      name: t.shortcuts,
      hint: '?',
      synonyms: synonyms.shortcuts,
      mark: { icon: 'keyboard' },
      run: onShowShortcuts,
    },
    ...(leave ? [{ id: 'sign-out', name: t.signOut, mark: { icon: 'signOut' as const }, run: leave }] : []),
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
