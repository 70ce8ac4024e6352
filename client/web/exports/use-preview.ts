import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useEffect, useState } from 'react'
import type { AppRouter } from '../../../server/trpc/router.ts'
import { client } from '../api.ts'
import { toNewFeed } from '../feeds/feed-draft.ts'
import { type ChosenOptions, toOptionsInput } from '../jobs/options/chosen-options.ts'
import { todosKey } from '../todos/cached-todos.ts'
import type { ExportKind } from './use-export-form.ts'

export type Preview = inferRouterOutputs<AppRouter>['calendarPreview']
type PreviewInput = Exclude<Parameters<typeof client.calendarPreview.query>[0], void | undefined>

/** Typing pauses for longer than this. */
const settleMs = 300

/** Changes with the todos. */
const calendarPreview = (input: string) =>
  queryOptions({
    queryKey: [...todosKey, 'counts', 'preview', input],
    queryFn: ({ signal }) => client.calendarPreview.query(JSON.parse(input) as PreviewInput, { signal }),
    placeholderData: keepPreviousData,
  })

/** What the file or the feed would contain, counted by the server; undefined when that is not known. */
export function usePreview(kind: ExportKind, chosen: ChosenOptions): Preview | undefined {
  const input = JSON.stringify(toInput(kind, { ...chosen, name: '', color: '', description: '' }))
  const [settled, setSettled] = useState(input)
  useEffect(() => {
    const timer = setTimeout(setSettled, settleMs, input)
    return () => clearTimeout(timer)
  }, [input])
  return useQuery(calendarPreview(settled)).data
}

function toInput(kind: ExportKind, chosen: ChosenOptions): PreviewInput {
  if (kind === 'file') return { input: toOptionsInput(chosen) }
  const { options, window } = toNewFeed(chosen)
  return { input: options, window }
}
