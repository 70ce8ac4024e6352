/** What a hostile run does, each alone for a while, then all but the drains at once. For `--only` and `--help`. */
export const abuses: Record<string, string> = {
  drains: 'SIGTERM to the server while 30 downloads crawl',
  pipelining: '20 connections send 5,000 requests each before they read an answer, or read none',
  readers: '3,000 connections ask for lists, pages, files and feeds, and read nothing',
  pages: '40 clients read the longest pages of a list of 1,000 × 10,000 characters at each door',
  documents: 'GraphQL documents of 10,000 characters, no two the same',
  unflushed: 'streams of finished jobs wait behind streams of a pending one, past a heartbeat',
  streams: 'event streams are opened and reset',
  slow: 'headers a byte at a time, bodies that are far too long or have no end',
  'wide-jobs': '64 jobs at once over 500 × 10,000 characters, each with options of its own',
  'heavy-jobs': 'four jobs at once over 3,000 × 10,000 characters',
  'long-jobs': 'four jobs of 500,000 todos, with small jobs of another owner beside them',
}

export const mixed = 'mixed'
export const abuseNames = [...Object.keys(abuses), mixed]
