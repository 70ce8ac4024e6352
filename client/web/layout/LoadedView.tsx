import { useQuery } from '@tanstack/react-query'
import { t } from '../messages/layout.ts'
import { LoadFailure } from '../ui/LoadFailure.tsx'
import { Loading } from '../ui/Loading.tsx'
import { useInitialTitle } from '../use-title.ts'
import { loadChunk } from './load-chunk.ts'
import { type ViewName, viewLoaders } from './views.ts'

/** A view that is loaded when it is shown. One that failed is loaded again the next time. */
export function LoadedView({ name }: { name: ViewName }) {
  useInitialTitle(t.views[name])
  const { data, error, refetch } = useQuery({
    queryKey: ['view', name],
    queryFn: async () => ({ View: await loadChunk(viewLoaders[name]) }),
    retry: false,
    staleTime: 'static',
    gcTime: Infinity,
    structuralSharing: false,
  })
  if (data) return <data.View />
  if (error) return <LoadFailure title={t.viewNotLoaded} error={error} onRetry={refetch} />
  return <Loading />
}
