import type { inferRouterOutputs } from '@trpc/server'
import { infiniteQueryOptions, queryOptions, useMutation } from '@tanstack/react-query'
import { isTerminal } from '../../../schema/calendar-job.ts'
import type { AppRouter } from '../../../server/trpc/router.ts'
import { client, uploadFile } from '../api.ts'

type Outputs = inferRouterOutputs<AppRouter>
export type ImportJob = Outputs['importJob']

/** A file, and how it is read. An empty list or order means what the file says. */
export type Upload = { file: File; list: string; dateOrder: '' | 'DMY' | 'MDY' }

const pollMs = 500

/** Uploads a file. A dry run only reports what an import would change. */
export const useUpload = () =>
  useMutation({
    async mutationFn({ file, list, dateOrder, dryRun }: Upload & { dryRun: boolean }): Promise<string> {
      const query = new URLSearchParams({
        dryRun: String(dryRun),
        ...(list !== '' && { list }),
        ...(dateOrder !== '' && { dateOrder }),
      })
      const { id } = (await uploadFile(`/api/v1/todos/import?${query}`, file)) as { id: string }
      return id
    },
  })

/** An import, read again until it is finished. */
export const importJob = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: ({ signal }) => client.importJob.query({ id }, { signal }),
    refetchInterval: ({ state: { data } }) => (data && isTerminal(data.state) ? false : pollMs),
  })

/** What could not be kept as it was, and what was skipped. */
export const importNotes = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['imports', id, 'notes'],
    queryFn: ({ pageParam: after, signal }) =>
      client.importReport.query({ id, filter: 'noted', after }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })

export const useCancelImport = () =>
  useMutation({ mutationFn: (id: string) => client.cancelImportJob.mutate({ id }) })
