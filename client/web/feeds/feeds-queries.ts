import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { AppRouter } from '../../../server/trpc/router.ts'
import { client } from '../api.ts'
import { notifyOtherTabs } from '../broadcast.ts'

type Outputs = inferRouterOutputs<AppRouter>
export type Feed = Outputs['calendarFeed']
/** A feed with its addresses, which are returned only once. */
export type IssuedFeed = Outputs['createCalendarFeed']
export type NewFeed = Extract<inferRouterInputs<AppRouter>['createCalendarFeed'], { input: object }>['input']

const feedsKey = ['feeds']
/** Fetches by calendar apps are not pushed to the page. */
const refetchMs = 15_000
/** The first file is generated as soon as the feed exists. */
const firstFileMs = 1_000

export const allFeeds = queryOptions({
  queryKey: feedsKey,
  queryFn: ({ signal }) => client.calendarFeeds.query(undefined, { signal }),
  refetchInterval({ state: { data } }) {
    // Each try would take the failure off the page, with its button.
    if (data === undefined) return false
    return data.some(({ file, error }) => file === null && error === null) ? firstFileMs : refetchMs
  },
})

export const useCreateFeed = () =>
  useFeedMutation(
    (feed: NewFeed) => client.createCalendarFeed.mutate(feed),
    (feeds, created) => [withoutAddress(created), ...feeds],
  )

export const useUpdateFeed = () =>
  useFeedMutation(
    ({ id, ...change }: NewFeed & { id: string }) =>
      client.updateCalendarFeed.mutate({ id, ...change, window: change.window ?? null }),
    replace,
  )

export const useRotateFeed = () =>
  useFeedMutation(
    ({ id }: Feed) => client.rotateCalendarFeed.mutate({ id }),
    (feeds, rotated) => replace(feeds, withoutAddress(rotated)),
  )

export const useDeleteFeed = () =>
  useFeedMutation(
    ({ id }: Feed) => client.deleteCalendarFeed.mutate({ id }),
    (feeds, deleted) => feeds.filter(({ id }) => id !== deleted.id),
  )

/** Updates the list at once, then refetches it. */
function useFeedMutation<Input, Output extends Feed>(
  mutationFn: (input: Input) => Promise<Output>,
  apply: (feeds: Feed[], done: Output) => Feed[],
) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess(done) {
      queryClient.setQueryData(allFeeds.queryKey, feeds => feeds && apply(feeds, done))
      void queryClient.invalidateQueries({ queryKey: feedsKey })
      notifyOtherTabs(feedsKey)
    },
  })
}

const replace = (feeds: Feed[], changed: Feed) => feeds.map(feed => (feed.id === changed.id ? changed : feed))

/** Addresses are secrets: keep them out of the cache. */
const withoutAddress = (feed: IssuedFeed): Feed => ({ ...feed, url: null, webcalUrl: null })
