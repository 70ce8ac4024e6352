import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { isTerminal } from '../../../schema/calendar-job.ts'
import { client } from '../api.ts'

const newestKey = ['jobs', 'newest']
const pollMs = 1_000

export const newestJob = queryOptions({
  queryKey: newestKey,
  queryFn: async ({ signal }) => (await client.calendarJobs.query({ first: 1 }, { signal })).items[0] ?? null,
  refetchInterval: ({ state: { data } }) => (data ? !isTerminal(data.state) && pollMs : false),
})

/** Makes one job a key, however often it is called with it. */
export function useMakeCalendar() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (idempotencyKey: string) => client.createCalendarJob.mutate({ idempotencyKey }),
    onSuccess: job => queryClient.setQueryData(newestKey, job),
  })
}
