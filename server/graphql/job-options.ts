import type { CalendarOptions } from '../../schema/calendar-options.ts'
import { completeOptions } from '../../schema/resolve-options.ts'
import { builder } from './builder.ts'
import { completedTodos, component, overdue, shape, timeForm, uidForm } from './job-input.ts'
import { jobType } from './job-types.ts'

export const optionsType = builder.objectRef<CalendarOptions>('CalendarOptions').implement({
  description: 'What a calendar was asked to be like: CalendarJobInput with all defaults filled in.',
  fields: t => ({
    component: t.expose('component', { type: component, description: 'What todos become.' }),
    shape: t.expose('shape', { type: shape, description: 'How events lie at their deadlines.' }),
    timeZone: t.exposeString('timeZone', { description: 'Where the days of ALLDAY are.' }),
    durationMinutes: t.expose('durationMinutes', {
      type: 'Minutes',
      description: 'How long events last that are not ALLDAY.',
    }),
    alarms: t.expose('alarms', {
      type: ['Minutes'],
      description: 'Reminders, so long before a deadline or its day.',
    }),
    completed: t.expose('completed', {
      type: completedTodos,
      description: 'What of the todos that are done.',
    }),
    from: t.field({
      type: 'DateTime',
      description: 'Only todos that are due then or later.',
      nullable: true,
      resolve: ({ from }) => from,
    }),
    to: t.field({
      type: 'DateTime',
      description: 'Only todos that are due before.',
      nullable: true,
      resolve: ({ to }) => to,
    }),
    overdue: t.expose('overdue', { type: overdue, description: 'What of the open todos that are overdue.' }),
    name: t.exposeString('name', { description: "The calendar's name.", nullable: true }),
    color: t.exposeString('color', { description: 'Its colour.', nullable: true }),
    description: t.exposeString('description', { description: 'What it is about.', nullable: true }),
    timeForm: t.expose('timeForm', { type: timeForm, description: 'How it gives its times.' }),
    uid: t.expose('uid', { type: uidForm, description: 'How it names events and tasks.' }),
  }),
})

builder.objectField(jobType, 'options', t =>
  t.field({
    type: optionsType,
    description: 'What it was asked for.',
    resolve: ({ options }) => completeOptions(options),
  }),
)
