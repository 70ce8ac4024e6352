import { z } from '@hono/zod-openapi'
import { calendarJobStates, toPercent } from '../../schema/calendar-job.ts'
import { type ImportJob, importOptions } from '../../schema/import-job.ts'
import { importJobWire } from '../../schema/wire/import-job.ts'
import type { RequestContext } from '../context.ts'
import { toImportUrls } from '../operations/imports.ts'
import { naiveTime, toNaive, toNaiveOrNull } from './naive-time.ts'

export const importWire = z
  .object({
    id: z.uuid(),
    state: z.enum(calendarJobStates),
    progress: z.object(importJobWire.shape.progress.shape).openapi({ description: 'In bytes of the file' }),
    counts: importJobWire.shape.counts,
    attempt: z.int(),
    error: z.string().nullable(),
    options: importOptions,
    status_url: z.url(),
    report_url: z.url(),
    events_url: z.url(),
    created_at: naiveTime,
    started_at: naiveTime.nullable(),
    finished_at: naiveTime.nullable(),
  })
  .openapi('Import')

export function toImportWire(ctx: RequestContext, job: ImportJob): z.output<typeof importWire> {
  const { statusUrl, reportUrl } = toImportUrls(ctx, job.id)
  return {
    id: job.id,
    state: job.state,
    progress: { ...job.progress, percent: toPercent(job.progress) },
    counts: job.counts,
    attempt: job.attempt,
    error: job.error,
    options: job.options,
    status_url: statusUrl,
    report_url: reportUrl,
    events_url: `${statusUrl}/events`,
    created_at: toNaive(job.createdAt),
    started_at: toNaiveOrNull(job.startedAt),
    finished_at: toNaiveOrNull(job.finishedAt),
  }
}
