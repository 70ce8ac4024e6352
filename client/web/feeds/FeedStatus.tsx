import { describeSkipped, describeWritten } from '../jobs/describe-job.ts'
import { t } from '../messages/feeds.ts'
import { Ago } from '../ui/When.tsx'
import type { Feed } from './feeds-queries.ts'

/** What a feed serves, and which app fetched it last. */
export function FeedStatus({ feed: { file, error, lastFetch } }: { feed: Feed }) {
  return (
    <>
      <dl className="feed-facts">
        <div>
          <dt>{t.contents}</dt>
          <dd>{file ? describeFile(file) : t.preparing}</dd>
        </div>
        <div>
          <dt>{t.lastFetched}</dt>
          <dd>
            {lastFetch ? (
              <>
                <Ago at={lastFetch.at} />
                {lastFetch.by !== null && <span title={lastFetch.by}>{t.by(appName(lastFetch.by))}</span>}
              </>
            ) : (
              t.notFetched
            )}
          </dd>
        </div>
      </dl>
      {error !== null && <p className="problem">{file ? t.notUpdated(error) : error}</p>}
    </>
  )
}

function describeFile(file: NonNullable<Feed['file']>): string {
  const skipped = describeSkipped(file.skipped, t.excluded)
  const written = describeWritten(file)
  return skipped.length > 0 ? t.writtenWithout(written, skipped.join(', ')) : written
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
