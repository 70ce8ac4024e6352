import type { ReactNode } from 'react'
import type { Priority } from '../../../schema/priority.ts'
import type { TodoShow } from '../todos/todo-list.ts'
import type { Section } from '../todos/upcoming.ts'
import type { TodoSorting } from '../todos/use-todo-list.ts'
import { formatCount } from '../locale.ts'
import { inLanguage } from './in-language.ts'
import { plural, rich } from './format-text.ts'

const nextDays = (days: number) => (days === 1 ? 'Today and tomorrow' : `Next ${days} days`)

const english = {
  todos: 'Todos',
  upcoming: 'Upcoming',
  allTodos: 'All todos',
  shows: {
    open: () => 'Open',
    overdue: () => 'Overdue',
    next: nextDays,
    done: () => 'Completed',
    all: () => 'All',
  } satisfies Record<TodoShow, (days: number) => string>,
  showFilters: 'Show',
  sections: {
    overdue: 'Overdue',
    today: 'Today',
    tomorrow: 'Tomorrow',
    week: 'This week',
    later: 'Later',
    none: 'No date',
  } satisfies Record<Section, string>,
  count: (count: number) => plural(count, { one: '1 todo', other: '# todos' }),
  many: 'Many todos',
  lastKnown: 'Showing the last known todos.',
  moreNotLoaded: 'Couldn’t load the next todos.',

  // Search
  search: 'Search',
  searchHint: 'Search, or filter: list: tag: p: is: due:',
  searchAndSort: 'Search and sort',
  clearSearch: 'Clear search',
  timeRange: 'Time range',
  nextDays,
  sortBy: 'Sort by',
  sortings: {
    relevance: 'Best match',
    newest: 'Newest first',
    oldest: 'Oldest first',
    deadline: 'Deadline',
    title: 'Title (A–Z)',
  } satisfies Record<TodoSorting, string>,
  unreadable: 'This filter can’t be read',
  /** `problem` is a part of a sentence, in English. */
  badFilter: (key: string, problem: string) => `“${key}:” ${problem}.`,
  noSuchList: (name: string) => `There is no list named “${name}”.`,

  // A todo at its own address
  todo: 'Todo',
  todoNotFound: 'Todo not found',
  todoMayBeDeleted: 'It may have been deleted.',
  trash: 'Trash',
  copyLink: 'Copy link',
  linkCopied: 'Link copied',

  // Nothing to show
  listNotFound: 'List not found',
  listMayBeDeleted: 'It may have been deleted. Its todos are in the inbox.',
  noResults: (filter: string) => `No results for “${filter}”`,
  searched: 'Searched titles and descriptions.',
  searchInAll: 'Search in all',
  none: {
    open: 'All done',
    overdue: 'Nothing is overdue',
    next: 'Nothing due so soon',
    done: 'Nothing completed yet',
    all: 'No todos yet',
  } satisfies Record<TodoShow, string>,
  listEmpty: 'This list is empty',
  typeFirst: 'Type your first todo above and press Enter.',
  typeTodo: 'Type a todo above and press Enter.',
  shortcut: (key: ReactNode) => rich`Shortcut: ${key}`,

  // A row
  completedTodo: (title: string) => `Completed: ${title}`,
  unsavedChanges: 'Unsaved changes',
  reschedule: 'Reschedule',
  rescheduleKey: 'Reschedule (d)',
  rescheduleTodo: (title: string) => `Reschedule “${title}”`,
  deleteTodo: (title: string) => `Delete “${title}”`,
  priorities: { none: 'none', low: 'low', medium: 'medium', high: 'high' } satisfies Record<Priority, string>,
  priorityOf: (priority: string) => `Priority: ${priority}`,
  listOf: (name: string) => `List: ${name}`,
  listPrefix: 'List: ',
  tagOf: (tag: string) => `Tag: ${tag}`,
  tagPrefix: 'Tag: ',

  // Another day
  days: {
    today: 'Today',
    tomorrow: 'Tomorrow',
    weekend: 'This weekend',
    nextWeek: 'Next week',
    none: 'No date',
  },
  anotherDay: 'Another day',
  move: 'Move',

  // Export of what is shown
  export: 'Export…',
  exportList: 'this list',
  exportShown: 'these todos',

  // Notifications
  completed: (title: string) => `Completed “${title}”`,
  /** Of a todo that repeats. */
  completedAway: (title: string) => `Completed “${title}”. Its next date appears when the server is back.`,
  nextOccurrence: (date: string) => `Next: ${date}`,
  manyCompleted: (count: number) => `${formatCount(count)} completed`,
  deadlineRemoved: (title: string) => `Removed the deadline of “${title}”`,
  moved: (title: string, date: string) => `Moved “${title}” to ${date}`,
  manyMoved: (count: number) => `${formatCount(count)} rescheduled`,
  deleted: (title: string) => `Deleted “${title}”`,
  manyDeleted: (count: number) => `${formatCount(count)} deleted`,
  added: (title: string) => `Added “${title}”`,
  addedDue: (title: string, when: string) => `Added “${title}”, due ${when}`,
  addedTo: (title: string, list: string) => `Added “${title}” to “${list}”`,
  addedHidden: (title: string) => `Added “${title}” – hidden by the current filter`,
  notUpdated: (title: string, reason: string) => `Couldn’t update “${title}”. ${reason}`,
  notDeleted: (title: string, reason: string) => `Couldn’t delete “${title}”. ${reason}`,
  notRestored: (title: string, reason: string) => `Couldn’t restore “${title}”. ${reason}`,
  notSaved: (title: string, reason: string) => `Couldn’t save “${title}”. ${reason}`,
}

export type TodosTexts = typeof english
export const t = inLanguage(english, { de: () => import('./de/todos.ts') })
