import { previewCalendar as preview } from '../../core/calendar-jobs/preview.ts'
import { assertOneRange } from '../../core/feeds/assert-one-range.ts'
import { currentFileKey, toJobOptions } from '../../core/feeds/feed-file-key.ts'
import type { CalendarPreview, CalendarPreviewInput } from '../../schema/calendar-preview.ts'
import { resolveOptions as resolveTimes } from '../../schema/resolve-options.ts'
import type { RequestContext } from '../context.ts'
import { resolveOptions } from './resolve-filter.ts'
import { getSettings } from './settings.ts'

/** Counts what a file would contain, or a feed today. @throws AppError badInput */
export async function previewCalendar(
  ctx: RequestContext,
  { input, window }: CalendarPreviewInput,
): Promise<CalendarPreview> {
  const timeZone = input.timeZone ?? (await getSettings(ctx)).timeZone
  const options = await resolveOptions(ctx, { ...input, timeZone })
  assertOneRange({ options, window })
  if (!window) return preview(ctx.db, ctx.ownerId, resolveTimes(options, new Date()))
  const { completedMark: _mark, ...feedOptions } = options
  const feed = { version: 0, name: '', options: feedOptions, window }
  return preview(ctx.db, ctx.ownerId, toJobOptions(feed, currentFileKey(feed)))
}
