import { type Settings, settingsChange, type WeekDay, weekDays } from '../../schema/settings.ts'
import { getSettings, updateSettings } from '../operations/settings.ts'
import { builder } from './builder.ts'
import { parseInput, withoutNulls } from './parse-input.ts'

const describeDay = (value: WeekDay) => ({
  value,
  description: `${value.charAt(0).toUpperCase()}${value.slice(1)}.`,
})

const weekDayType = builder.enumType('WeekDay', {
  description: 'A day of the week.',
  values: Object.fromEntries(weekDays.map(day => [day.toUpperCase(), describeDay(day)])) as Record<
    Uppercase<WeekDay>,
    ReturnType<typeof describeDay>
  >,
})

const settingsType = builder.objectRef<Settings>('Settings').implement({
  description: 'The settings of an owner.',
  fields: t => ({
    timeZone: t.exposeString('timeZone', {
      description:
        'Decides when a day begins: what is today, and what is overdue. The default of calendar jobs and feeds.',
    }),
    weekStart: t.expose('weekStart', { type: weekDayType, description: 'The first day of the week.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'When the settings were last changed; null while they are the defaults.',
      nullable: true,
    }),
  }),
})

const updateSettingsInput = builder.inputType('UpdateSettingsInput', {
  description: 'Changes to the settings. Fields that are left out stay unchanged.',
  fields: t => ({
    timeZone: t.string({ description: 'The IANA name of a time zone, such as `Australia/Brisbane`.' }),
    weekStart: t.field({ type: weekDayType, description: 'The first day of the week.' }),
  }),
})

builder.queryField('settings', t =>
  t.field({
    type: settingsType,
    description: 'The settings.',
    resolve: (_, _args, context) => getSettings(context),
  }),
)

builder.mutationField('updateSettings', t =>
  t.field({
    type: settingsType,
    description: 'Changes the settings. With another time zone, days without a time end at other moments.',
    args: { input: t.arg({ type: updateSettingsInput, description: 'The changes.', required: true }) },
    resolve: (_, { input }, context) =>
      updateSettings(context, parseInput(settingsChange, withoutNulls(input))),
  }),
)
