import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { createCalendarFeed, type IssuedCalendarFeed } from '../../core/feeds/create-feed.ts'
import { deleteCalendarFeed } from '../../core/feeds/delete-feed.ts'
import { getCalendarFeed, listCalendarFeeds } from '../../core/feeds/find-feeds.ts'
import { rotateCalendarFeed } from '../../core/feeds/rotate-feed.ts'
import { updateCalendarFeed } from '../../core/feeds/update-feed.ts'
import { calendarFeedChange, newCalendarFeed } from '../../schema/calendar-feed.ts'
import { localOwner } from '../../schema/owner.ts'
import { getBaseUrl } from '../http/absolute-url.ts'
import type { ServerContext } from '../context.ts'
import { toFeedUrls } from '../operations/feed-urls.ts'
import { document, jsonOf } from './document.ts'
import { feedWire, issuedFeedWire, toFeedWire } from './feed-wire.ts'
import { parseWith, readJson } from './parse.ts'

const params = z.object({ id: z.uuid() })

export function addFeedRoutes(app: OpenAPIHono, context: ServerContext): void {
  const { db, config } = context

  /** The addresses are told this once. */
  function toIssuedWire(c: Context, feed: IssuedCalendarFeed): z.input<typeof issuedFeedWire> {
    const { url, webcalUrl } = toFeedUrls(getBaseUrl(c, config), feed)
    return { ...toFeedWire(feed), url, webcal_url: webcalUrl }
  }

  document(app, 'get', '/feeds', 'The feeds, newest first', {
    answers: { 200: ['All of them', jsonOf(z.array(feedWire))] },
  })
  app.get('/feeds', async c => c.json((await listCalendarFeeds(db, localOwner)).map(toFeedWire)))

  document(app, 'post', '/feeds', 'Makes a calendar that programs subscribe to', {
    body: newCalendarFeed,
    answers: {
      201: ['The feed, with its addresses: they are told only now', jsonOf(issuedFeedWire)],
      409: ['There are as many feeds as there may be'],
    },
  })
  app.post('/feeds', async c => {
    const feed = await createCalendarFeed(context, localOwner, parseWith(newCalendarFeed, await readJson(c)))
    c.header('Location', `${getBaseUrl(c, config)}/api/v1/feeds/${feed.id}`)
    return c.json(toIssuedWire(c, feed), 201)
  })

  document(app, 'get', '/feeds/{id}', 'A feed', { params, answers: { 200: ['The feed', jsonOf(feedWire)] } })
  app.get('/feeds/:id', async c =>
    c.json(toFeedWire(await getCalendarFeed(db, localOwner, c.req.param('id')))),
  )

  document(app, 'put', '/feeds/{id}', 'Changes what the body names; `options` are replaced as a whole', {
    params,
    body: calendarFeedChange,
    answers: { 200: ['The whole feed, at its old address', jsonOf(feedWire)] },
  })
  app.put('/feeds/:id', async c => {
    const change = parseWith(calendarFeedChange, await readJson(c))
    return c.json(toFeedWire(await updateCalendarFeed(context, localOwner, c.req.param('id'), change)))
  })

  document(app, 'delete', '/feeds/{id}', 'Deletes a feed: its address answers 410 from now on', {
    params,
    answers: { 200: ['The deleted feed', jsonOf(feedWire)] },
  })
  app.delete('/feeds/:id', async c =>
    c.json(toFeedWire(await deleteCalendarFeed(db, localOwner, c.req.param('id')))),
  )

  document(app, 'post', '/feeds/{id}/rotate', 'Moves a feed to a new address: the old one answers 410', {
    params,
    answers: { 200: ['The feed, with its new addresses: they are told only now', jsonOf(issuedFeedWire)] },
  })
  app.post('/feeds/:id/rotate', async c =>
    c.json(toIssuedWire(c, await rotateCalendarFeed(db, localOwner, c.req.param('id')))),
  )
}
