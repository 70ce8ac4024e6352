import { useSyncExternalStore } from 'react'
import type { JobStream, StreamNotice as Notice } from './job-stream.ts'
import './StreamNotice.css'

const words = {
  none: '',
  interrupted: 'Live updates paused – reconnecting…',
  back: 'Live updates are back.',
} satisfies Record<Notice, string>

export function StreamNotice({ stream }: { stream: JobStream }) {
  const notice = useSyncExternalStore(stream.onNotice, stream.readNotice)
  return <output className={`stream-notice ${notice}`}>{words[notice]}</output>
}
