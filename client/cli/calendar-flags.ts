import { type Command, Option } from 'commander'
import type { z } from 'zod'
import {
  type calendarOptions,
  completedTodos,
  component,
  overdueTodos,
  shape,
  timeForm,
  uidForm,
} from '../../schema/calendar-options.ts'
import { addScopeFlags } from './scope-flags.ts'
import {
  parseAlarms,
  parseColor,
  parseDescription,
  parseDuration,
  parseName,
  parseTime,
  parseTimeZone,
} from './option-parsers.ts'

export type CalendarFlags = z.input<typeof calendarOptions>

/** Adds a flag for each calendar option, with the same name, and for the parts of the filter. */
export const addCalendarFlags = (command: Command): Command =>
  addScopeFlags(command)
    .addOption(
      new Option('--component <what>', 'events, tasks (including undated todos), or both').choices(
        component.options,
      ),
    )
    .addOption(
      new Option('--shape <shape>', 'events start at the deadline, end at it, or fill its day').choices(
        shape.options,
      ),
    )
    .option(
      '--time-zone <zone>',
      'time zone of days and dates, such as Australia/Brisbane (default: that of the settings)',
      parseTimeZone,
    )
    .option(
      '--duration-minutes <minutes>',
      'length of events that do not last all day, 5 to 1440',
      parseDuration,
    )
    .option(
      '--alarms <minutes>',
      'minutes before the deadline to remind of open todos, up to 5 values: 10,1440',
      parseAlarms,
    )
    .addOption(
      new Option('--completed <which>', 'whether to include completed todos').choices(completedTodos.options),
    )
    .option('--from <time>', 'only deadlines at this time or date, or later', parseTime)
    .option('--to <time>', 'only deadlines before this time or date', parseTime)
    .addOption(
      new Option(
        '--overdue <which>',
        'keep overdue todos on their day, drop them, or show them today',
      ).choices(overdueTodos.options),
    )
    .option('--name <name>', 'name of the calendar', parseName)
    .option('--color <color>', 'CSS colour name or #RRGGBB', parseColor)
    .option('--description <text>', 'description of the calendar', parseDescription)
    .addOption(
      new Option(
        '--time-form <form>',
        'times in UTC, or floating: the same clock time in every time zone',
      ).choices(timeForm.options),
    )
    .addOption(
      new Option('--uid <form>', 'UIDs of the entries: globally unique, or the numbers of the todos').choices(
        uidForm.options,
      ),
    )
