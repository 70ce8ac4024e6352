import type { CalendarOptions } from '../../schema/calendar-options.ts'
import { completeOptions } from '../../schema/resolve-options.ts'
import { builder } from './builder.ts'
import { completedTodos, component, overdue, shape, timeForm, uidForm } from './job-input.ts'
import { jobType } from './job-types.ts'
import { priorityType } from './todo-types.ts'

export const optionsType = builder.objectRef<CalendarOptions>('CalendarOptions').implement({
  description: 'The options of a calendar: CalendarJobInput with all defaults filled in.',
  fields: t => ({
    component: t.expose('component', { type: component, description: 'What todos become.' }),
    shape: t.expose('shape', { type: shape, description: 'Where events lie relative to their deadlines.' }),
    timeZone: t.exposeString('timeZone', { description: 'Decides to which day a time belongs.' }),
    durationMinutes: t.expose('durationMinutes', {
      type: 'Minutes',
      description: 'The length of events that are not ALLDAY.',
    }),
    alarms: t.expose('alarms', {
      type: ['Minutes'],
      description: 'Reminders this long before each deadline or its day.',
    }),
    completed: t.expose('completed', {
      type: completedTodos,
      description: 'Whether completed todos are included.',
    }),
    from: t.field({
      type: 'DateTime',
      description: 'Only todos with a deadline at or after this time.',
      nullable: true,
      resolve: ({ from }) => from,
    }),
    to: t.field({
      type: 'DateTime',
      description: 'Only todos with a deadline before this time.',
      nullable: true,
      resolve: ({ to }) => to,
    }),
    overdue: t.expose('overdue', { type: overdue, description: 'What happens to overdue todos.' }),
    name: t.exposeString('name', { description: 'The name of the calendar.', nullable: true }),
    color: t.exposeString('color', { description: 'The colour of the calendar.', nullable: true }),
    description: t.exposeString('description', {
      description: 'The description of the calendar.',
      nullable: true,
    }),
    timeForm: t.expose('timeForm', { type: timeForm, description: 'How times are written.' }),
    uid: t.expose('uid', { type: uidForm, description: 'How events and tasks are identified.' }),
    list: t.idList({
      description: 'Only todos in one of these lists.',
      nullable: true,
      resolve: ({ list }) => list,
    }),
    withoutList: t.idList({
      description: 'Only todos in none of these lists.',
      nullable: true,
      resolve: ({ withoutList }) => withoutList,
    }),
    tag: t.stringList({
      description: 'Only todos with all of these tags.',
      nullable: true,
      resolve: ({ tag }) => tag,
    }),
    withoutTag: t.stringList({
      description: 'Only todos with none of these tags.',
      nullable: true,
      resolve: ({ withoutTag }) => withoutTag,
    }),
    priority: t.field({
      type: [priorityType],
      description: 'Only todos with one of these priorities.',
      nullable: true,
      resolve: ({ priority }) => priority,
    }),
    hasDeadline: t.boolean({
      description: 'Only todos with a deadline, or only those without.',
      nullable: true,
      resolve: ({ hasDeadline }) => hasDeadline,
    }),
    search: t.string({
      description: 'Only todos with these words in their title or description.',
      nullable: true,
      resolve: ({ search }) => search,
    }),
  }),
})

builder.objectField(jobType, 'options', t =>
  t.field({
    type: optionsType,
    description: 'The options that the job was created with.',
    resolve: ({ options }) => completeOptions(options),
  }),
)
