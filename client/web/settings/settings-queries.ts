import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { SettingsChange } from '../../../schema/settings.ts'
import { client } from '../api.ts'
import { notifyOtherTabs } from '../broadcast.ts'
import { invalidateTodos } from '../todos/invalidate-todos.ts'

const settingsKey = ['settings']

export const settings = queryOptions({
  queryKey: settingsKey,
  queryFn: ({ signal }) => client.settings.query(undefined, { signal }),
})

export function useUpdateSettings() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (change: SettingsChange) => client.updateSettings.mutate({ input: change }),
    async onMutate() {
      await queryClient.cancelQueries({ queryKey: settingsKey })
    },
    onSuccess(changed) {
      queryClient.setQueryData(settingsKey, changed)
      notifyOtherTabs(settingsKey)
      // Dates end at other moments in another time zone.
      invalidateTodos(queryClient)
    },
  })
}
