import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import type { CalendarJob } from '../../create-client.ts'
import { client } from '../api.ts'
import { notifyOtherTabs } from '../broadcast.ts'
import { isServerUnreachable } from '../describe-error.ts'
import { useIdempotencyKey } from './use-idempotency-key.ts'
import { jobKey, cacheIfNewer, latestKey } from './job-cache.ts'
import { addOwnJob } from './own-jobs.ts'

type NewJob = Exclude<Parameters<typeof client.createCalendarJob.mutate>[0], void | undefined>
export type OptionsInput = NonNullable<NewJob['input']>

/** A repeated request has the same key and cannot create a second job. */
const retryOptions = {
  retry: (failures: number, error: unknown) => failures < 2 && isServerUnreachable(error),
  retryDelay: (failures: number) => 500 * 2 ** failures,
}

export function useCreateCalendar() {
  const cache = useQueryClient()
  const { keyOf, settle } = useIdempotencyKey()
  const { mutateAsync, isPending, error } = useMutation({
    mutationFn: (input: { input: OptionsInput; idempotencyKey: string }) =>
      client.createCalendarJob.mutate(input),
    onSuccess(job) {
      settle()
      addNewJob(cache, job)
    },
    ...retryOptions,
  })
  return {
    isPending,
    error,
    create: (options: OptionsInput) => mutateAsync({ input: options, idempotencyKey: keyOf(options) }),
  }
}

export function useRetryJob(id: string) {
  const cache = useQueryClient()
  const { keyOf, settle } = useIdempotencyKey()
  const { mutate, isPending, error } = useMutation({
    mutationFn: (idempotencyKey: string) => client.retryCalendarJob.mutate({ id, idempotencyKey }),
    onSuccess(job) {
      settle()
      addNewJob(cache, job)
    },
    ...retryOptions,
  })
  return {
    isPending,
    error,
    retry: (onRetried: (job: CalendarJob) => void) => mutate(keyOf(id), { onSuccess: onRetried }),
  }
}

export function useCancelJob(id: string) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: () => client.cancelCalendarJob.mutate({ id }),
    onSuccess(job) {
      cacheIfNewer(cache, job)
      notifyOtherTabs(latestKey)
    },
    // It may have finished in the meantime.
    onError: () => cache.invalidateQueries({ queryKey: jobKey(id) }),
  })
}

/** Shows a new job at once, here and in other tabs. */
function addNewJob(cache: QueryClient, job: CalendarJob): void {
  cacheIfNewer(cache, job)
  addOwnJob(job.id)
  void cache.invalidateQueries({ queryKey: latestKey })
  notifyOtherTabs(latestKey)
}
