import { sendLargeDocuments } from './large-documents.ts'
import { readLargePages } from './large-pages.ts'
import { floodByPipelining } from './pipelining-floods.ts'
import { requestAndReadNothing } from './readers-of-nothing.ts'
import { resetStreams } from './reset-streams.ts'
import { sendSlowlyOrEndlessly } from './slow-and-endless-requests.ts'
import { downloadSlowly } from './slow-downloads.ts'
import type { Attack } from './attack-target.ts'
import { leaveStreamsUnflushed } from './unflushed-streams.ts'

/** The attacks on a server. */
export const attacks: Record<string, Attack> = {
  pipelining: floodByPipelining,
  readers: requestAndReadNothing,
  pages: readLargePages,
  documents: sendLargeDocuments,
  unflushed: leaveStreamsUnflushed,
  streams: resetStreams,
  slow: sendSlowlyOrEndlessly,
  drains: downloadSlowly,
}
