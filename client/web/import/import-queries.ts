import type { inferRouterOutputs } from '@trpc/server'
import { infiniteQueryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ColumnMapping } from '../../../schema/import-job.ts'
import type { AppRouter } from '../../../server/trpc/router.ts'
import { untilSignedIn } from '../account/access.ts'
import { client, uploadFile } from '../api.ts'
import { isUnauthorized } from '../describe-error.ts'

type Outputs = inferRouterOutputs<AppRouter>
export type ImportJob = Outputs['importJob']

/** A file, and how it is read. An empty list or order means what the file says. */
export type Upload = {
  file: File
  list: string
  dateOrder: '' | 'DMY' | 'MDY'
  /** The columns of a CSV file; undefined: those that their names say. */
  mapping?: ColumnMapping
}

/** Uploads a file. A dry run only reports what an import would change. */
export const useUpload = () =>
  useMutation({
    async mutationFn({
      file,
      list,
      dateOrder,
      mapping,
      dryRun,
    }: Upload & { dryRun: boolean }): Promise<string> {
      const query = new URLSearchParams({
        dryRun: String(dryRun),
        ...(list !== '' && { list }),
        ...(dateOrder !== '' && { dateOrder }),
        ...(mapping && { mapping: JSON.stringify(mapping) }),
      })
      const { id } = (await uploadFile(`/api/v1/todos/import?${query}`, file)) as { id: string }
      return id
    },
  })

/** The names of the columns of a CSV file that can be mapped; empty while it is read, and for other files. */
export function useColumns(file: File | undefined): readonly string[] {
  const { data } = useQuery({
    queryKey: ['columns', file?.name, file?.size, file?.lastModified],
    queryFn: async () => (file ? (await import('./read-columns.ts')).readColumns(file) : []),
    enabled: file !== undefined,
    retry: false,
    gcTime: 0,
    staleTime: Infinity,
  })
  return data ?? []
}

/** An import, live until it is finished. The stream continues after any failure of the connection, and after a sign-in. */
export function useImportJob(id: string): { job: ImportJob | undefined; error: unknown } {
  const [job, setJob] = useState<ImportJob>()
  const [error, setError] = useState<unknown>(null)
  const [tries, setTries] = useState(1)
  useEffect(() => {
    let isWatched = true
    async function goOn(refusal: unknown) {
      const isSignedIn = isUnauthorized(refusal) && (await untilSignedIn())
      if (!isWatched) return
      if (isSignedIn) setTries(tries + 1)
      else setError(refusal)
    }
    const updates = client.importJobStatus.subscribe(
      { id },
      { onData: ({ data }) => setJob(data), onError: refusal => void goOn(refusal) },
    )
    return () => {
      isWatched = false
      updates.unsubscribe()
    }
  }, [id, tries])
  return { job, error }
}

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
