import type { ReactNode } from 'react'
import type { RecurrenceRule } from '../../../schema/recurrence-rule.ts'
import type { Priority } from '../../../schema/priority.ts'
import type { ClockChange } from '../local-time.ts'
import type { RepeatEnd } from '../todos/repeat-draft.ts'
import type { ConflictingField } from '../todos/todo-draft.ts'
import { inLanguage } from './in-language.ts'
import { rich } from './format-text.ts'

const units = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' }
const numbers: Record<number, string> = { [-1]: 'last', 1: 'first', 2: 'second', 3: 'third', 4: 'fourth' }

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' })
const endings: Record<string, string> = { one: 'st', two: 'nd', few: 'rd' }
const ordinal = (day: number) => `${day}${endings[ordinals.select(day)] ?? 'th'}`

const fields = {
  title: 'title',
  description: 'description',
  date: 'deadline',
  time: 'time',
  repeats: 'repetition',
  list: 'list',
  priority: 'priority',
  completed: 'state',
} satisfies Record<Exclude<ConflictingField, 'tags'>, string>

const english = {
  newTodo: 'New todo',
  editTodo: 'Edit todo',
  title: 'Title',
  description: 'Description',
  completed: 'Completed',

  list: 'List',
  priority: 'Priority',
  priorities: {
    none: 'None',
    low: 'Low (!)',
    medium: 'Medium (!!)',
    high: 'High (!!!)',
  } satisfies Record<Priority, string>,
  tags: 'Tags',
  addTag: 'Add a tag',
  chosenTags: 'Chosen tags',
  removeTag: (tag: string) => `Remove tag “${tag}”`,

  deadline: 'Deadline',
  removeDeadline: 'Remove deadline',
  time: 'Time (optional)',
  removeTime: 'Remove time',
  clockChanges: {
    skipped: (at: string) =>
      `This time doesn’t exist on that day (clocks go forward). It will be saved as ${at}.`,
    twice: (at: string) =>
      `This time occurs twice on that day (clocks go back). It will be saved as the first, ${at}.`,
  } satisfies Record<ClockChange, (at: string) => string>,

  // How a todo repeats
  repeat: 'Repeat',
  deadlineFirst: 'Set a deadline first',
  rule: 'Rule (RRULE)',
  interval: 'Every',
  unit: 'Unit',
  units: (freq: RecurrenceRule['freq'], interval: number) =>
    interval === 1 ? units[freq] : `${units[freq]}s`,
  onWhichDays: 'On',
  onWhichDay: 'On',
  ends: 'Ends',
  endings: {
    never: 'Never',
    onDay: 'On a day',
    afterTimes: 'After a number of times',
  } satisfies Record<RepeatEnd['ends'], string>,
  lastDay: 'Last day',
  numberOfTimes: 'Times',
  fromCompletion: 'Count from completion',
  never: 'Does not repeat',
  everyDay: 'Every day',
  weeklyOn: (weekday: string) => `Every week on ${weekday}`,
  yearlyOn: (date: string) => `Every year on ${date}`,
  custom: 'Custom…',
  asRule: 'As a rule (RRULE)…',
  repeats: 'Repeats',
  every: (freq: RecurrenceRule['freq'], interval: number) =>
    interval === 1 ? `Every ${units[freq]}` : `Every ${interval} ${units[freq]}s`,
  everyWeekday: 'Every weekday',
  everyOf: (weekdays: string) => `Every ${weekdays}`,
  onDays: (period: string, days: string) => `${period} on ${days}`,
  monthDay: (day: number) => `the ${ordinal(day)}`,
  lastDayOfMonth: 'the last day',
  dayOfCompletion: 'the day of completion',
  /** @param nth 1 to 4, or -1 for the last one */
  nthWeekday: (nth: number, weekday: string) => `the ${numbers[nth]} ${weekday}`,
  until: (period: string, day: string) => `${period} until ${day}`,
  times: (period: string, count: number) => `${period}, ${count === 1 ? 'once' : `${count} times`}`,
  afterCompletion: (period: string) => `${period} after completion`,
  allOf: new Intl.ListFormat('en-GB'),

  // Edited elsewhere
  editedTodo: 'Edited todo',
  deletedElsewhere: (title: string) =>
    `“${title}” was deleted elsewhere. Save to restore it with your changes.`,
  leftList: (title: string) => `“${title}” is no longer in this list. Your changes are still here.`,
  changedElsewhere: (field: ConflictingField, value: ReactNode) =>
    field === 'tags'
      ? rich`The tags were changed elsewhere to “${value}”. Saving replaces them.`
      : rich`The ${fields[field]} was changed elsewhere to “${value}”. Saving replaces it.`,
  states: { open: 'open', completed: 'completed' },
  nothing: 'nothing',
  useThatOne: 'Use that one',
}

export type TodoFormTexts = typeof english
export const t = inLanguage(english, { de: () => import('./de/todo-form.ts') })
