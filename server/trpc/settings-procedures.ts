import { z } from 'zod'
import { settingsChange } from '../../schema/settings.ts'
import { settingsWire } from '../../schema/wire/settings.ts'
import { getSettings, updateSettings } from '../operations/settings.ts'
import { flatForm } from './input-forms.ts'
import { procedure } from './procedure.ts'

const updateSettingsInput = z.union([
  z.strictObject({ input: settingsChange }),
  flatForm(settingsChange).transform(input => ({ input })),
])

export const settingsProcedures = {
  settings: procedure.output(settingsWire).query(({ ctx }) => getSettings(ctx)),

  updateSettings: procedure
    .input(updateSettingsInput)
    .output(settingsWire)
    .mutation(({ ctx, input: { input } }) => updateSettings(ctx, input)),
}
