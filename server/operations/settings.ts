import { getSettings as get, updateSettings as update } from '../../core/settings/settings.ts'
import { isPlainDate, toInstant } from '../../schema/plain-date.ts'
import type { Settings, SettingsChange } from '../../schema/settings.ts'
import type { RequestContext } from '../context.ts'
import { announce } from './todo-changes.ts'

export const getSettings = ({ db, ownerId }: RequestContext): Promise<Settings> => get(db, ownerId)

export const updateSettings = (ctx: RequestContext, change: SettingsChange): Promise<Settings> =>
  announce(ctx, update(ctx.db, ctx.ownerId, change))

type Range = { from?: string | undefined; to?: string | undefined }

/** Replaces dates by their first moments, in the given time zone or that of the owner. */
export async function resolveDates<T extends Range>(
  ctx: RequestContext,
  range: T,
  timeZone?: string,
): Promise<T> {
  const { from, to } = range
  if (![from, to].some(bound => bound !== undefined && isPlainDate(bound))) return range
  const zone = timeZone ?? (await getSettings(ctx)).timeZone
  return {
    ...range,
    ...(from !== undefined && { from: toInstant(from, zone) }),
    ...(to !== undefined && { to: toInstant(to, zone) }),
  }
}
