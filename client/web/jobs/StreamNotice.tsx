import { useSyncExternalStore } from 'react'
import { t } from '../messages/layout.ts'
import type { JobStream } from './job-stream.ts'
import './StreamNotice.css'

export function StreamNotice({ stream }: { stream: JobStream }) {
  const notice = useSyncExternalStore(stream.onNotice, stream.readNotice)
  return <output className={`stream-notice ${notice}`}>{t.liveUpdates[notice]}</output>
}
