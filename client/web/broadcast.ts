import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { accountSuffix } from './account/page-account.ts'
import { whenShown } from './when-shown.ts'

const channel = new BroadcastChannel(`taskoverflow${accountSuffix}`)

/** Tells other tabs what this one has changed on the server, so that they refetch it. Changes of todos reach them by the stream. */
export function notifyOtherTabs(queryKey: QueryKey): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin
  channel.postMessage(queryKey)
}

export function listenToOtherTabs(queryClient: QueryClient): void {
  channel.addEventListener('message', ({ data }: MessageEvent<QueryKey>) => {
    void queryClient.invalidateQueries({ queryKey: data, refetchType: whenShown() })
  })
}
