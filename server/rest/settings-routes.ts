import { settingsChange } from '../../schema/settings.ts'
import { settingsWire } from '../../schema/wire/settings.ts'
import { getSettings, updateSettings } from '../operations/settings.ts'
import { document, jsonOf, type RestApp } from './document.ts'
import { parseWith, readJson } from './parse.ts'

export function addSettingsRoutes(app: RestApp): void {
  document(app, 'settings', 'get', '/settings', 'Get the settings', {
    answers: { 200: ['The settings; `updatedAt` is null while they are the defaults', jsonOf(settingsWire)] },
  })
  app.get('/settings', async c => c.json(await getSettings(c.get('ctx'))))

  document(app, 'updateSettings', 'put', '/settings', 'Change the given settings', {
    body: settingsChange,
    answers: { 200: ['All settings', jsonOf(settingsWire)] },
  })
  app.put('/settings', async c =>
    c.json(await updateSettings(c.get('ctx'), parseWith(settingsChange, await readJson(c)))),
  )
}
