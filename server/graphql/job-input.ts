import { builder } from './builder.ts'

export const component = builder.enumType('CalendarComponent', {
  description: 'What a todo becomes in a calendar.',
  values: {
    VEVENT: {
      value: 'vevent',
      description: 'An event, which every calendar program shows; it needs a deadline.',
    },
    VTODO: {
      value: 'vtodo',
      description: 'A task, with a deadline or without; Google and Outlook show none.',
    },
    BOTH: { value: 'both', description: 'A task and, with a deadline, an event that is tied to it.' },
  } as const,
})

export const shape = builder.enumType('CalendarShape', {
  description: 'How an event lies at its deadline.',
  values: {
    START: { value: 'start', description: 'It begins then.' },
    END: { value: 'end', description: 'It ends then.' },
    ALLDAY: { value: 'allday', description: 'It is the day of the deadline.' },
  } as const,
})

export const overdue = builder.enumType('OverdueTodos', {
  description: 'What a calendar does with open todos whose deadline is over.',
  values: {
    KEEP: { value: 'keep', description: 'They are in it.' },
    DROP: { value: 'drop', description: 'They are left out.' },
  } as const,
})

export const completedTodos = builder.enumType('CompletedTodos', {
  description: 'What a calendar does with the todos that are done.',
  values: {
    INCLUDE: { value: 'include', description: 'They are in it, with a `✔`.' },
    EXCLUDE: { value: 'exclude', description: 'They are left out.' },
    ONLY: { value: 'only', description: 'All others are left out.' },
  } as const,
})

export const timeForm = builder.enumType('TimeForm', {
  description: 'How a calendar gives its times.',
  values: {
    UTC: { value: 'utc', description: 'As points in time, which calendar programs show in their own zone.' },
    FLOATING: { value: 'floating', description: "As UTC's wall clock, the same in every zone." },
  } as const,
})

export const uidForm = builder.enumType('UidForm', {
  description: 'How a calendar names its events and tasks.',
  values: {
    GLOBAL: { value: 'global', description: 'By an id that nothing else in the world has.' },
    ID: { value: 'id', description: "By the todo's number." },
  } as const,
})

export const calendarJobInput = builder.inputType('CalendarJobInput', {
  description: 'What a calendar is to be like.',
  fields: t => ({
    component: t.field({ type: component, description: 'What todos become; left out: VEVENT.' }),
    shape: t.field({ type: shape, description: 'How events lie at their deadlines; left out: START.' }),
    timeZone: t.string({
      description: 'Where the days of ALLDAY are, such as `Australia/Brisbane`; left out: UTC.',
    }),
    durationMinutes: t.field({
      type: 'Minutes',
      description: 'How long events last that are not ALLDAY, 5 to 1440; left out: 30.',
    }),
    alarms: t.field({
      type: ['Minutes'],
      description: 'Reminders of what is open, so long before its deadline or its day; at most 5.',
    }),
    completed: t.field({
      type: completedTodos,
      description: 'What of the todos that are done; left out: INCLUDE.',
    }),
    from: t.field({ type: 'DateTime', description: 'Only todos that are due then or later.' }),
    to: t.field({ type: 'DateTime', description: 'Only todos that are due before.' }),
    overdue: t.field({
      type: overdue,
      description: 'What of the open todos whose deadline is over when it is made; left out: KEEP.',
    }),
    name: t.string({ description: "The calendar's name, a single line; at most 255 characters." }),
    color: t.string({ description: 'Its colour: a name of CSS or `#RRGGBB`.' }),
    description: t.string({ description: 'What it is about; at most 1000 characters.' }),
    timeForm: t.field({ type: timeForm, description: 'How it gives its times; left out: UTC.' }),
    uid: t.field({ type: uidForm, description: 'How it names events and tasks; left out: GLOBAL.' }),
  }),
})
