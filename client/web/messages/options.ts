import { inLanguage } from './in-language.ts'
import { formatCount } from '../locale.ts'

const english = {
  moreOptions: 'More options',
  todos: 'Which todos',
  allTodos: 'All todos',
  lists: 'Lists',
  matching: 'Those that match a search…',
  count(count: number, isAll: boolean) {
    if (count === 0) return 'No todos'
    if (count === 1) return '1 todo'
    return `${isAll ? 'All' : 'These'} ${formatCount(count)} todos`
  },
  searchFor: 'Search for',
  searchHint: 'Words, or for example: list:Uni tag:exam p:high',
  name: 'Name',
  nameHint: 'Shown in your calendar app',
  feedName: 'My todos',
  completedTodos: 'Completed todos',
  completed: { include: 'Include', exclude: 'Exclude', only: 'Only completed' },
  dueFrom: 'Due from',
  dueUntil: 'Due until',
  wrongRange: '“Due from” must not be after “Due until”.',
  window: 'Time window (moves with today)',
  daysBack: 'Past days',
  daysAhead: 'Future days',
  noLimit: 'No limit',

  component: 'Export todos as',
  componentHint: 'Google, Outlook and Apple Calendar don’t show tasks',
  components: { vevent: 'Events', vtodo: 'Tasks', both: 'Events and tasks' },
  shape: 'Event time',
  shapes: { start: 'Starts at the deadline', end: 'Ends at the deadline', allday: 'All day' },
  duration: 'Duration (minutes)',
  reminders: 'Reminders',
  reminderTimes: {
    0: 'At the deadline',
    10: '10 minutes before',
    60: '1 hour before',
    1440: '1 day before',
    10_080: '1 week before',
  },
  timeZone: 'Time zone',
  timeZoneHint:
    'Decides which day a time falls on, and what “today” is. Leave empty to use the one in the settings',

  overdueTodos: 'Overdue todos',
  overdue: { keep: 'Stay on their day', drop: 'Leave out', today: 'Show today' },
  customColor: 'Custom colour',
  color: 'Colour',
  description: 'Description',
  times: 'Times',
  timeForms: {
    utc: 'Show in each viewer’s time zone (recommended)',
    floating: 'Fixed clock time (UTC)',
  },
  uid: 'Event IDs',
  uids: { global: 'Globally unique (recommended)', id: 'Todo number' },
}

export type OptionsTexts = typeof english
export const t = inLanguage(english, { de: () => import('./de/options.ts') })
