import { type Arbitrary, boolean, constant, constantFrom, nat, oneof, option, record } from 'fast-check'
import { addDays, dayIn } from '../../client/web/day.ts'
import type { TodoDraft } from '../../client/web/todos/todo-draft.ts'

/** The time zone of the settings. */
export const timeZone = 'America/New_York'
export const today = dayIn(timeZone, new Date())

const titles = ['Apple', 'apple', 'a  b', 'Äpfel', 'A\u0308pfel', '日本', '❤', '❤\ufe0f', '10', '9']
const day = constantFrom(-400, -30, -1, 1, 2, 2, 6, 40, 1000).map(count => addDays(today, count))
/** The name of a list. */
const list = constantFrom('Inbox', 'Uni of X')

/** What is typed into the form of a todo; other fields stay as they are. */
const typed: Arbitrary<Partial<TodoDraft>> = record(
  {
    title: constantFrom(...titles).map(title => ` ${title}`),
    description: constantFrom('', ' ', 'Two\nlines'),
    date: oneof(day, constant('')),
    time: constantFrom('', '17:00', '17:00', '02:30'),
    repeats: constantFrom('never', 'daily', 'weekly', 'monthly', 'custom', 'rule'),
    customRule: constantFrom(
      'FREQ=WEEKLY;BYDAY=MO',
      ' rrule:freq=daily;interval=1;',
      'FREQ=WEEKLY;BYDAY=WE,MO;WKST=MO',
      'FREQ=DAILY;COUNT=3',
    ),
    fromCompletion: boolean(),
    ends: constantFrom('never', 'onDay', 'afterTimes'),
    lastDay: oneof(day, constant('')),
    times: constantFrom('', '1', '3'),
    list,
    newTag: constantFrom('', 'exam', 'Exam, exam', '# later', '#Später ,spater', 'a b'),
    tags: constant<string[]>([]),
    priority: constantFrom('none', 'low', 'high'),
    completed: boolean(),
  },
  { requiredKeys: [] },
)

const when = ['', 'tomorrow', 'in 2 days 5pm', 'every mon', 'every! 2 weeks at 5pm', '2032-02-29']
const labels = ['', '#exam', '#Exam #exam', '@uni-of-x', '@inbox #später !high']
const line = record({
  title: constantFrom(...titles),
  when: constantFrom(...when),
  labels: constantFrom(...labels),
})

/** What a user does in the page. `todo` is the number of a todo. */
export type Action =
  /** Quick add, in a list or below a filter. */
  | { does: 'add'; line: string; list: string | undefined; tag: string | undefined }
  | { does: 'new'; day: string; typed: Partial<TodoDraft> }
  | { does: 'edit'; todo: number; typed: Partial<TodoDraft> }
  | { does: 'move'; todo: number; day: string | undefined }
  | { does: 'complete'; todo: number; isUndone: boolean }
  | { does: 'delete'; todo: number; isUndone: boolean }

const todo = nat()
export const action: Arbitrary<Action> = oneof(
  record({
    does: constant('add' as const),
    line: line.map(words => Object.values(words).join(' ')),
    list: option(list, { nil: undefined }),
    tag: constantFrom(undefined, undefined, 'EXAM', 'spater'),
  }),
  record({ does: constant('new' as const), day, typed }),
  record({ does: constant('edit' as const), todo, typed }),
  record({ does: constant('move' as const), todo, day: option(day, { nil: undefined }) }),
  record({ does: constant('complete' as const), todo, isUndone: boolean() }),
  record({ does: constant('delete' as const), todo, isUndone: boolean() }),
)
