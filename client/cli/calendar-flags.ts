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

/** One for each option of a calendar, by the same name. */
export const addCalendarFlags = (command: Command): Command =>
  command
    .addOption(
      new Option('--component <what>', 'events, tasks (dated or not), or both').choices(component.options),
    )
    .addOption(
      new Option('--shape <shape>', 'events begin or end at the deadline, or are its day').choices(
        shape.options,
      ),
    )
    .option('--time-zone <zone>', 'where the days of allday are, such as Australia/Brisbane', parseTimeZone)
    .option('--duration-minutes <minutes>', 'how long other events last, 5 to 1440', parseDuration)
    .option(
      '--alarms <minutes>',
      'reminders of what is open, so long before: 10,1440; 5 at most',
      parseAlarms,
    )
    .addOption(
      new Option('--completed <which>', 'whether completed todos are in it').choices(completedTodos.options),
    )
    .option('--from <time>', 'deadlines from then on', parseTime)
    .option('--to <time>', 'deadlines before then', parseTime)
    .addOption(
      new Option('--overdue <which>', 'whether open todos are in it whose deadline is over').choices(
        overdueTodos.options,
      ),
    )
    .option('--name <name>', 'what the calendar is called', parseName)
    .option('--color <color>', 'a name of CSS, or #RRGGBB', parseColor)
    .option('--description <text>', 'what it is about', parseDescription)
    .addOption(
      new Option('--time-form <form>', "times in UTC, or as UTC's wall clock in every zone").choices(
        timeForm.options,
      ),
    )
    .addOption(
      new Option('--uid <form>', "names of its entries: global ones, or the todos' numbers").choices(
        uidForm.options,
      ),
    )
