import type { ExportKind } from '../exports/use-export-form.ts'
import { inLanguage } from './in-language.ts'
import { plural } from './format-text.ts'

const english = {
  exports: 'Exports',
  export: 'Export…',
  titles: { form: 'Export to a calendar app', file: 'Calendar file' },

  whatToCreate: 'What to create',
  kinds: {
    file: { name: 'A file, once', hint: 'Download it, and import it into a calendar app' },
    feed: { name: 'A feed that stays up to date', hint: 'Calendar apps subscribe to its address' },
  } satisfies Record<ExportKind, { name: string; hint: string }>,
  create: { file: 'Create calendar file', feed: 'Create feed' } satisfies Record<ExportKind, string>,
  reset: 'Reset to defaults',

  // What would be created
  contents: (parts: string[]) => parts.join(' and '),
  events: (count: number) => plural(count, { one: '# event', other: '# events' }),
  tasks: (count: number) => plural(count, { one: '# task', other: '# tasks' }),
  empty: (reasons: string) => `The calendar would be empty: ${reasons}`,
  noTodos: 'there are no such todos',
  noDeadline: (count: number) =>
    plural(count, { one: '# todo has no deadline', other: '# todos have no deadline' }),
  outOfRange: (count: number) =>
    plural(count, { one: '# is outside the date range', other: '# are outside the date range' }),
  excluded: (count: number) =>
    plural(count, { one: '# is excluded by the options', other: '# are excluded by the options' }),

  howToOpen:
    'Open the file with Apple Calendar, Outlook or Thunderbird. In Google Calendar on a computer, choose Settings, then “Import & export”.',
  feedInstead: 'Make it a feed instead',
}

export type ExportsTexts = typeof english
export const t = inLanguage(english, { de: () => import('./de/exports.ts') })
