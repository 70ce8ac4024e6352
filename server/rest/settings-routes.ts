import { settingsChange } from '../../schema/settings.ts'
import { settingsWire } from '../../schema/wire/settings.ts'
import { getSettings, updateSettings } from '../operations/settings.ts'
import { type AddRoute, jsonOf } from './routes.ts'
import { parseWith, readJson } from './parse.ts'

export function addSettingsRoutes(route: AddRoute): void {
  route('settings', 'get', '/settings', 'Get the settings', {
    answers: { 200: ['The settings; `updatedAt` is null while they are the defaults', jsonOf(settingsWire)] },
  }).handle(async c => c.json(await getSettings(c.get('ctx'))))

  route('updateSettings', 'put', '/settings', 'Change the given settings', {
    body: settingsChange,
    answers: { 200: ['All settings', jsonOf(settingsWire)] },
  }).handle(async c =>
    c.json(await updateSettings(c.get('ctx'), parseWith(settingsChange, await readJson(c)))),
  )
}
