/** The attacks of a hostile run by name, with their descriptions for `--only` and `--help`. */
export const abuses: Record<string, string> = {
  drains: 'SIGTERM to the server during 30 slow downloads',
  pipelining: '20 connections send 5,000 requests each before reading; half of them never read',
  readers: '3,000 connections request lists, pages, files and feeds, and read nothing',
  pages: '40 clients read the longest pages of a list of 1,000 × 10,000 characters at each door',
  documents: 'GraphQL documents of 10,000 characters, no two the same',
  unflushed: 'streams of finished jobs queue behind streams of a pending job, for longer than a heartbeat',
  streams: 'clients open event streams and reset them',
  slow: 'headers sent byte by byte, bodies that are far too long or endless',
  'wide-jobs': '64 jobs at once over 500 × 10,000 characters, each with different options',
  'heavy-jobs': 'four jobs at once over 3,000 × 10,000 characters',
  'long-jobs': 'four jobs over 500,000 todos, with small jobs of another owner at the same time',
}

export const mixed = 'mixed'
export const abuseNames = [...Object.keys(abuses), mixed]
