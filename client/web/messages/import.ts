import type { ColumnMapping } from '../../../schema/import-job.ts'
import { formatCount } from '../locale.ts'
import { inLanguage } from './in-language.ts'
import { plural } from './format-text.ts'

const english = {
  import: 'Import',
  takes:
    'Takes iCalendar files (.ics), CSV files from Todoist and TickTick, any other CSV with a title column, and TaskOverflow exports. You can review the changes before anything is imported.',
  list: 'Put the todos into',
  listsOfFile: 'The lists of the file',
  dates: 'Dates',
  dateOrders: { '': 'As in the file', DMY: 'Day first: 31/12', MDY: 'Month first: 12/31' },
  columns: 'Columns of the file',
  columnsHint:
    'Which column is which? A column without a field is kept with the todo, and comes back in files.',
  noColumn: 'None',
  fields: {
    title: 'Title',
    description: 'Description',
    deadline: 'Deadline',
    completed: 'Completed',
    completedAt: 'Completed at',
    list: 'List',
    tags: 'Tags',
    priority: 'Priority',
    repeat: 'Repeats (RRULE)',
    timeZone: 'Time zone',
    createdAt: 'Created at',
    uid: 'UID',
  } satisfies Record<keyof ColumnMapping, string>,
  titleMissing: 'Choose the title column.',
  readAgain: 'Read again with these columns',

  choose: 'Choose a file, or drop it here',
  chooseOther: 'Choose another file',
  notFound: 'Import not found. It may have been deleted, or the link is incomplete.',
  uploading: 'Uploading…',
  progress: 'Progress',
  importTodos: (count: number) => plural(count, { one: 'Import # todo', other: 'Import # todos' }),
  showTodos: 'Show all todos',
  importedFile: 'Imported file',

  queued: 'Queued',
  reading: 'Reading the file…',
  importing: 'Importing…',
  retrying: 'Retrying soon',
  imported: 'Imported.',
  failed: 'The file couldn’t be imported.',
  cancelled: 'Cancelled.',
  cancelledPartly: 'Cancelled. What was imported so far stays.',
  findings: 'Nothing has been imported yet. The import would make these changes:',
  noFindings: 'There is nothing to import.',
  counts: {
    created: (count: number) => `${formatCount(count)} new`,
    changed: (count: number) => `${formatCount(count)} changed`,
    unchanged: (count: number) => `${formatCount(count)} already here`,
    skipped: (count: number) => `${formatCount(count)} skipped`,
  },

  notes: 'Skipped or adapted',
  line: (line: number) => `Line ${line}`,
  skipped: 'Skipped',
}

export type ImportTexts = typeof english
export const t = inLanguage(english, { de: () => import('./de/import.ts') })
