import { describeSkipped, describeWritten } from '../jobs/describe-job.ts'
import { formatDistance, formatExact } from '../time.ts'
import { useNow } from '../use-now.ts'
import type { Feed } from './feeds-queries.ts'

/** What a feed serves, and which app fetched it last. */
export function FeedStatus({ feed: { file, error, lastFetch } }: { feed: Feed }) {
  const now = useNow()
  return (
    <>
      <dl className="feed-facts">
        <div>
          <dt>Contents</dt>
          <dd>{file ? describeFile(file) : 'Preparing…'}</dd>
        </div>
        <div>
          <dt>Last fetched</dt>
          <dd>
            {lastFetch ? (
              <>
                <time dateTime={lastFetch.at} title={formatExact(new Date(lastFetch.at))}>
                  {toPast(new Date(lastFetch.at), new Date(now))}
                </time>
                {lastFetch.by !== null && <span title={lastFetch.by}> by {appName(lastFetch.by)}</span>}
              </>
            ) : (
              'Not fetched yet'
            )}
          </dd>
        </div>
      </dl>
      {error !== null && (
        <p className="problem">
          {file ? `Couldn’t update: ${error}. Apps still get the last good version.` : error}
        </p>
      )}
    </>
  )
}

const minuteMs = 60_000

const toPast = (at: Date, now: Date) =>
  now.getTime() - at.getTime() < minuteMs ? 'just now' : `${formatDistance(at, now)} ago`

function describeFile(file: NonNullable<Feed['file']>): string {
  const skipped = describeSkipped(file.skipped, 'excluded by your settings')
  return `${describeWritten(file)}${skipped.length > 0 ? `. Not included: ${skipped.join(', ')}` : ''}`
}

/** The User-Agent of calendar apps. */
const apps = [
  { name: 'Google Calendar', pattern: /google-calendar/i },
  { name: 'Outlook', pattern: /outlook|exchange|microsoft office|exchangeservices/i },
  { name: 'Thunderbird', pattern: /thunderbird/i },
  { name: 'Apple Calendar', pattern: /calendaragent|dataaccessd|^ios\/|^macos\/|accountsd/i },
  { name: 'ICSx5', pattern: /icsx/i },
  { name: 'Nextcloud', pattern: /nextcloud/i },
  { name: 'vdirsyncer', pattern: /vdirsyncer/i },
  { name: 'curl', pattern: /^curl\//i },
]

/** The common name of an app, or its User-Agent if it is unknown. */
const appName = (userAgent: string): string =>
  apps.find(({ pattern }) => pattern.test(userAgent))?.name ?? userAgent
