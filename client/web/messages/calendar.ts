import { formatCount } from '../locale.ts'
import type { TodoState } from '../calendar/todo-state.ts'
import { inLanguage } from './in-language.ts'
import { plural } from './format-text.ts'

const todos = (count: number) => plural(count, { one: '# todo', other: '# todos' })

const english = {
  calendar: 'Calendar',
  views: { month: 'Month', week: 'Week', agenda: 'Agenda' },
  showAs: 'Show as',
  today: 'Today',
  filter: 'Filter',
  undated: 'No date',
  noneUndated: 'Every open todo has a date.',
  previousYear: 'Previous year',
  previousMonth: 'Previous month',
  previousWeek: 'Previous week',
  nextMonth: 'Next month',
  nextYear: 'Next year',
  nextWeek: 'Next week',
  newTodo: 'New todo',
  addTodo: 'Add a todo',
  addTodoOn: (day: string) => `Add a todo on ${day}`,

  states: { open: 'open', overdue: 'overdue', completed: 'completed' } satisfies Record<TodoState, string>,
  completedTodo: (title: string) => `Completed: ${title}`,
  dayWith: (day: string, contents: string) => `${day}, ${contents}`,
  contents(total: number, open: number) {
    if (total === 0) return 'nothing due'
    if (open === total) return todos(total)
    return open === 0 ? `${todos(total)}, completed` : `${todos(total)}, ${formatCount(open)} open`
  },
  more: (count: number) => `+${formatCount(count)} more`,
  moreOn: (count: number, day: string) => `${formatCount(count)} more on ${day}`,
  showMore: 'Show more',

  overdue: 'Overdue',
  nothingToday: 'Nothing due today',
  nothingLater: 'Nothing due later either.',
  nothingOnDay: 'Nothing due.',
  nothingInMonth: (month: string) => `Nothing due in ${month}. Click a day to add a todo.`,
  nothingInWeek: 'Nothing due in this week. Click a day to add a todo.',

  notLoaded: (reason: string) => `Couldn’t load the todos: ${reason}`,
  notOpened: (title: string, reason: string) => `Couldn’t open “${title}”. ${reason}`,
  moved: (title: string, day: string) => `“${title}” moved to ${day}`,
  notMoved: (title: string, reason: string) => `“${title}” couldn’t be moved: ${reason}`,
}

export type CalendarTexts = typeof english
export const t = inLanguage(english, { de: () => import('./de/calendar.ts') })
