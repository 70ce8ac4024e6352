import type { ComponentType } from 'react'
import { loadTexts } from '../messages/in-language.ts'
import { savesData, whenIdle } from '../offline/when-idle.ts'

const accountViewLoaders = {
  account: async () => (await import('../account/AccountView.tsx')).AccountView,
  signIn: async () => (await import('../account/SignIn.tsx')).SignIn,
  join: async () => (await import('../account/Join.tsx')).Join,
}

const otherViewLoaders = {
  todo: async () => (await import('../todos/TodoView.tsx')).TodoView,
  calendar: async () => (await import('../calendar/CalendarView.tsx')).CalendarView,
  exports: async () => (await import('../exports/ExportsView.tsx')).ExportsView,
  trash: async () => (await import('../trash/TrashView.tsx')).TrashView,
  import: async () => (await import('../import/ImportView.tsx')).ImportView,
  settings: async () => (await import('../settings/SettingsView.tsx')).SettingsView,
}

/** The views that are not in the first script. */
export const viewLoaders = { ...otherViewLoaders, ...accountViewLoaders } satisfies Record<
  string,
  () => Promise<ComponentType>
>

export type ViewName = keyof typeof viewLoaders

/** Dialogs that views load when they are opened. */
const dialogLoaders = [
  async () => import('../palette/Palette.tsx'),
  async () => import('../lists/ListDialog.tsx'),
  async () => import('../exports/ExportDialog.tsx'),
]

/** Loads the other views once the browser has nothing else to do, so that they open at once, even without a server. */
export const preloadViews = (): void => preload([...Object.values(otherViewLoaders), ...dialogLoaders])

/** Loads the views of accounts too: the sign-in must be there when a session has ended. */
export const preloadAccountViews = (): void => preload(Object.values(accountViewLoaders))

function preload(loaders: readonly (() => Promise<unknown>)[]): void {
  if (!savesData()) whenIdle(() => void loadAll(loaders))
}

async function loadAll(loaders: readonly (() => Promise<unknown>)[]): Promise<void> {
  // A view that fails now is loaded again when it is opened, and says then what is wrong.
  for (const load of loaders) await load().then(loadTexts, () => {})
}
