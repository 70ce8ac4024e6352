import { builder } from './builder.ts'

const completedTodos = builder.enumType('CompletedTodos', {
  description: 'What a calendar does with the todos that are done.',
  values: {
    INCLUDE: { value: 'include', description: 'They are in it, with a `✔`.' },
    EXCLUDE: { value: 'exclude', description: 'They are left out.' },
    ONLY: { value: 'only', description: 'All others are left out.' },
  } as const,
})

const timeForm = builder.enumType('TimeForm', {
  description: 'How a calendar gives its times.',
  values: {
    UTC: { value: 'utc', description: 'As points in time, which calendar programs show in their own zone.' },
    FLOATING: { value: 'floating', description: "As UTC's wall clock, the same in every zone." },
  } as const,
})

const uidForm = builder.enumType('UidForm', {
  description: 'How a calendar names its events.',
  values: {
    GLOBAL: { value: 'global', description: 'By an id that nothing else in the world has.' },
    ID: { value: 'id', description: "By the todo's number." },
  } as const,
})

export const calendarJobInput = builder.inputType('CalendarJobInput', {
  description: 'What a calendar is to be like.',
  fields: t => ({
    completed: t.field({
      type: completedTodos,
      description: 'What of the todos that are done; left out: INCLUDE.',
    }),
    from: t.field({ type: 'DateTime', description: 'Only todos that are due then or later.' }),
    to: t.field({ type: 'DateTime', description: 'Only todos that are due before.' }),
    name: t.string({ description: "The calendar's name; at most 255 characters." }),
    timeForm: t.field({ type: timeForm, description: 'How it gives its times; left out: UTC.' }),
    uid: t.field({ type: uidForm, description: 'How it names its events; left out: GLOBAL.' }),
  }),
})
