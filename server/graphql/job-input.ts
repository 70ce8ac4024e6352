import { builder } from './builder.ts'
import { priorityType } from './todo-types.ts'

export const component = builder.enumType('CalendarComponent', {
  description: 'The iCalendar component that represents a todo.',
  values: {
    VEVENT: {
      value: 'vevent',
      description: 'An event, which every calendar program shows. Todos without a deadline are skipped.',
    },
    VTODO: {
      value: 'vtodo',
      description: 'A task, with or without a deadline. Google Calendar and Outlook do not show tasks.',
    },
    BOTH: { value: 'both', description: 'A task and, if there is a deadline, an event linked to it.' },
  } as const,
})

export const shape = builder.enumType('CalendarShape', {
  description: 'Where an event lies relative to its deadline.',
  values: {
    START: { value: 'start', description: 'The event starts at the deadline.' },
    END: { value: 'end', description: 'The event ends at the deadline.' },
    ALLDAY: { value: 'allday', description: 'The event takes the whole day of the deadline.' },
  } as const,
})

export const overdue = builder.enumType('OverdueTodos', {
  description: 'What a calendar does with overdue todos: open ones with a deadline in the past.',
  values: {
    KEEP: { value: 'keep', description: 'Include them on their day.' },
    DROP: { value: 'drop', description: 'Leave them out.' },
    TODAY: {
      value: 'today',
      description: 'Show events that were due before today as all-day events of today.',
    },
  } as const,
})

export const completedTodos = builder.enumType('CompletedTodos', {
  description: 'Whether a calendar includes completed todos.',
  values: {
    INCLUDE: { value: 'include', description: 'Include them, marked with `✔`.' },
    EXCLUDE: { value: 'exclude', description: 'Leave them out.' },
    ONLY: { value: 'only', description: 'Leave out all others.' },
  } as const,
})

export const timeForm = builder.enumType('TimeForm', {
  description: 'How a calendar writes times.',
  values: {
    UTC: { value: 'utc', description: 'As UTC, which calendar programs convert to their own time zone.' },
    FLOATING: {
      value: 'floating',
      description: 'As the UTC wall-clock time without a zone, which is shown unchanged everywhere.',
    },
  } as const,
})

export const uidForm = builder.enumType('UidForm', {
  description: 'How a calendar identifies its events and tasks.',
  values: {
    GLOBAL: { value: 'global', description: 'By a globally unique id.' },
    ID: { value: 'id', description: 'By the number of the todo.' },
  } as const,
})

export const calendarJobInput = builder.inputType('CalendarJobInput', {
  description: 'The options of a calendar.',
  fields: t => ({
    component: t.field({ type: component, description: 'What todos become. Default: VEVENT.' }),
    shape: t.field({
      type: shape,
      description: 'Where events lie relative to their deadlines. Default: START.',
    }),
    timeZone: t.string({
      description:
        'Decides to which day a time belongs, and when a date begins, such as `Australia/Brisbane`. Default: the time zone of the settings.',
    }),
    durationMinutes: t.field({
      type: 'Minutes',
      description: 'The length of events that are not ALLDAY, 5 to 1440. Default: 30.',
    }),
    alarms: t.field({
      type: ['Minutes'],
      description: 'Reminders this long before the deadline, or the day, of each open todo; at most 5.',
    }),
    completed: t.field({
      type: completedTodos,
      description: 'Whether to include completed todos. Default: INCLUDE.',
    }),
    from: t.field({ type: 'DateTime', description: 'Only todos due at this time or date, or later.' }),
    to: t.field({ type: 'DateTime', description: 'Only todos due before this time or date.' }),
    overdue: t.field({
      type: overdue,
      description: 'What to do with overdue todos. Default: KEEP.',
    }),
    name: t.string({ description: 'The name of the calendar, a single line of at most 255 characters.' }),
    color: t.string({ description: 'The colour of the calendar: a CSS colour name or `#RRGGBB`.' }),
    description: t.string({ description: 'The description of the calendar, at most 1000 characters.' }),
    timeForm: t.field({ type: timeForm, description: 'How to write times. Default: UTC.' }),
    uid: t.field({ type: uidForm, description: 'How to identify events and tasks. Default: GLOBAL.' }),
    list: t.idList({ description: 'Only todos in one of these lists: ids or names.' }),
    withoutList: t.idList({ description: 'Only todos in none of these lists.' }),
    tag: t.stringList({ description: 'Only todos with all of these tags, ignoring case and accents.' }),
    withoutTag: t.stringList({ description: 'Only todos with none of these tags.' }),
    priority: t.field({ type: [priorityType], description: 'Only todos with one of these priorities.' }),
    hasDeadline: t.boolean({ description: 'Only todos with a deadline, or only those without.' }),
    search: t.string({ description: 'Only todos with these words in their title or description.' }),
    filter: t.string({
      description: 'All of this in one text, such as `list:uni tag:exam p:high is:open -tag:later essay`.',
    }),
  }),
})
