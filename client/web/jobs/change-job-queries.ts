import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import type { CalendarJob } from '../../create-client.ts'
import { client } from '../api.ts'
import { tellOtherTabs } from '../broadcast.ts'
import { isServerAway } from '../describe-error.ts'
import { sendDeletions } from '../todos/delete-todo-queries.ts'
import { useIdempotencyKey } from './idempotency-key.ts'
import { jobKey, keepNewest, newsKey } from './job-cache.ts'
import { newestJobs } from './jobs-queries.ts'

type NewJob = Exclude<Parameters<typeof client.createCalendarJob.mutate>[0], void | undefined>
export type WantedOptions = NonNullable<NewJob['input']>

/** A repeated request has the same key and cannot create a second job. */
const again = {
  retry: (failures: number, error: unknown) => failures < 2 && isServerAway(error),
  retryDelay: (failures: number) => 500 * 2 ** failures,
}

export function useMakeCalendar() {
  const cache = useQueryClient()
  const { keyOf, settle } = useIdempotencyKey()
  const { mutateAsync, isPending } = useMutation({
    async mutationFn(input: { input: WantedOptions; idempotencyKey: string }) {
      // Send pending deletions first, so that deleted todos are not in the file.
      await sendDeletions(cache)
      return client.createCalendarJob.mutate(input)
    },
    onSuccess(job) {
      settle()
      welcome(cache, job)
    },
    ...again,
  })
  return {
    isPending,
    make: (options: WantedOptions) => mutateAsync({ input: options, idempotencyKey: keyOf(options) }),
  }
}

export function useRetryJob(id: string) {
  const cache = useQueryClient()
  const { keyOf, settle } = useIdempotencyKey()
  const { mutate, isPending, error } = useMutation({
    mutationFn: (idempotencyKey: string) => client.retryCalendarJob.mutate({ id, idempotencyKey }),
    onSuccess(job) {
      settle()
      welcome(cache, job)
    },
    ...again,
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
      keepNewest(cache, job)
      tellOtherTabs(newsKey)
    },
    // It may have finished in the meantime.
    onError: () => cache.invalidateQueries({ queryKey: jobKey(id) }),
  })
}

/** Shows a new job at once, here and in other tabs. */
function welcome(cache: QueryClient, job: CalendarJob): void {
  keepNewest(cache, job)
  cache.setQueryData(newestJobs.queryKey, (others = []) => [job, ...others.filter(({ id }) => id !== job.id)])
  void cache.invalidateQueries({ queryKey: newsKey })
  tellOtherTabs(newsKey)
}
