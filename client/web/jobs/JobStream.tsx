import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useState } from 'react'
import { createJobStream, type JobStream as Stream } from './job-stream.ts'
import { StreamNotice } from './StreamNotice.tsx'

const StreamContext = createContext<Stream | undefined>(undefined)

export function useJobStream(): Stream {
  const stream = use(StreamContext)
  if (!stream) throw new Error('There is no JobStream around this component')
  return stream
}

/** Provides the page's single stream of job updates. */
export function JobStream({ children }: { children: ReactNode }) {
  const cache = useQueryClient()
  const [stream] = useState(() => createJobStream(cache))
  return (
    <StreamContext value={stream}>
      <StreamNotice stream={stream} />
      {children}
    </StreamContext>
  )
}
