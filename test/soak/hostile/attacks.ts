import { sendLargeDocuments } from './large-documents.ts'
import { readLargePages } from './large-pages.ts'
import { floodByPipelining } from './pipelining-floods.ts'
import { askAndReadNothing } from './readers-of-nothing.ts'
import { resetStreams } from './reset-streams.ts'
import { sendSlowlyOrForever } from './slow-and-endless-requests.ts'
import { downloadSlowly } from './slow-downloads.ts'
import type { Attack } from './target.ts'
import { leaveStreamsUnflushed } from './unflushed-streams.ts'

/** What attackers do to a server over its connections. */
export const attacks: Record<string, Attack> = {
  pipelining: floodByPipelining,
  readers: askAndReadNothing,
  pages: readLargePages,
  documents: sendLargeDocuments,
  unflushed: leaveStreamsUnflushed,
  streams: resetStreams,
  slow: sendSlowlyOrForever,
  drains: downloadSlowly,
}
