import { z } from '@hono/zod-openapi'
import { calendarFeedChange, newCalendarFeed } from '../../schema/calendar-feed.ts'
import {
  createCalendarFeed,
  deleteCalendarFeed,
  getCalendarFeed,
  listCalendarFeeds,
  rotateCalendarFeed,
  updateCalendarFeed,
} from '../operations/feeds.ts'
import { document, jsonOf, type RestApp } from './document.ts'
import { feedWire, issuedFeedWire, toFeedWire, toIssuedFeedWire } from './feed-wire.ts'
import { parseWith, readJson } from './parse.ts'

const params = z.object({ id: z.uuid() })

export function addFeedRoutes(app: RestApp): void {
  document(app, 'calendarFeeds', 'get', '/feeds', 'List the calendar feeds, newest first', {
    answers: { 200: ['All feeds', jsonOf(z.array(feedWire))] },
  })
  app.get('/feeds', async c => c.json((await listCalendarFeeds(c.get('ctx'))).map(toFeedWire)))

  document(
    app,
    'createCalendarFeed',
    'post',
    '/feeds',
    'Create a calendar feed that calendar programs can subscribe to',
    {
      body: newCalendarFeed,
      answers: {
        201: ['The feed and its URLs, which are shown only once', jsonOf(issuedFeedWire)],
        409: ['There are as many feeds as there can be'],
      },
    },
  )
  app.post('/feeds', async c => {
    const ctx = c.get('ctx')
    const feed = await createCalendarFeed(ctx, parseWith(newCalendarFeed, await readJson(c)))
    c.header('Location', `${ctx.baseUrl}/api/v1/feeds/${feed.id}`)
    return c.json(toIssuedFeedWire(feed), 201)
  })

  document(app, 'calendarFeed', 'get', '/feeds/{id}', 'Get a feed', {
    params,
    answers: { 200: ['The feed', jsonOf(feedWire)] },
  })
  app.get('/feeds/:id', async c => c.json(toFeedWire(await getCalendarFeed(c.get('ctx'), c.req.param('id')))))

  document(
    app,
    'updateCalendarFeed',
    'put',
    '/feeds/{id}',
    'Change the given fields of a feed; `options` are replaced as a whole',
    {
      params,
      body: calendarFeedChange,
      answers: { 200: ['The whole feed; its URLs stay the same', jsonOf(feedWire)] },
    },
  )
  app.put('/feeds/:id', async c => {
    const change = parseWith(calendarFeedChange, await readJson(c))
    return c.json(toFeedWire(await updateCalendarFeed(c.get('ctx'), c.req.param('id'), change)))
  })

  document(
    app,
    'deleteCalendarFeed',
    'delete',
    '/feeds/{id}',
    'Delete a feed; its URL answers 410 from then on',
    {
      params,
      answers: { 200: ['The deleted feed', jsonOf(feedWire)] },
    },
  )
  app.delete('/feeds/:id', async c =>
    c.json(toFeedWire(await deleteCalendarFeed(c.get('ctx'), c.req.param('id')))),
  )

  document(
    app,
    'rotateCalendarFeed',
    'post',
    '/feeds/{id}/rotate',
    'Replace the URL of a feed; the old one answers 410 from then on',
    {
      params,
      answers: { 200: ['The feed and its new URLs, which are shown only once', jsonOf(issuedFeedWire)] },
    },
  )
  app.post('/feeds/:id/rotate', async c =>
    c.json(toIssuedFeedWire(await rotateCalendarFeed(c.get('ctx'), c.req.param('id')))),
  )
}
