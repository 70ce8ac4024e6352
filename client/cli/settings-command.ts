import type { Command } from 'commander'
import type { SettingsChange } from '../../schema/settings.ts'
import type { Settings } from '../create-client.ts'
import { parseTimeZone, parseWeekDay } from './option-parsers.ts'
import type { Run } from './session.ts'
import { toFacts } from './text-layout.ts'

const examples = `
Without an option, the settings are shown. The time zone decides when a day begins: what is today, and what is overdue.

Examples:
  settings
  settings --time-zone Australia/Brisbane --week-start monday`

export function addSettingsCommand(program: Command, run: Run): void {
  program
    .command('settings')
    .description('show or change the settings')
    .option('--time-zone <zone>', 'time zone, such as Australia/Brisbane', parseTimeZone)
    .option('--week-start <day>', 'first day of the week, such as monday', parseWeekDay)
    .addHelpText('after', examples)
    .action((change: SettingsChange) =>
      run(async ({ client, print, signal }) => {
        const isChange = Object.values(change).some(value => value !== undefined)
        const settings = isChange
          ? await client.updateSettings.mutate({ input: change }, { signal })
          : await client.settings.query(undefined, { signal })
        print(settings, () => toText(settings))
      }),
    )
}

const toText = ({ timeZone, weekStart, updatedAt }: Settings): string =>
  toFacts({ 'Time zone': timeZone, 'Week starts': weekStart, Updated: updatedAt })
