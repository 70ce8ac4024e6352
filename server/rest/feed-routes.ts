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
import { type AddRoute, jsonOf, uuidParams } from './routes.ts'
import { feedWire, issuedFeedWire, toFeedWire, toIssuedFeedWire } from './feed-wire.ts'
import { parseWith, readJson } from './parse.ts'

export function addFeedRoutes(route: AddRoute): void {
  route('calendarFeeds', 'get', '/feeds', 'List the calendar feeds, newest first', {
    answers: { 200: ['All feeds', jsonOf(z.array(feedWire))] },
  }).handle(async c => c.json((await listCalendarFeeds(c.get('ctx'))).map(toFeedWire)))

  route(
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
  ).handle(async c => {
    const ctx = c.get('ctx')
    const feed = await createCalendarFeed(ctx, parseWith(newCalendarFeed, await readJson(c)))
    c.header('Location', `${ctx.baseUrl}/api/v1/feeds/${feed.id}`)
    return c.json(toIssuedFeedWire(feed), 201)
  })

  route('calendarFeed', 'get', '/feeds/:id', 'Get a feed', {
    params: uuidParams,
    answers: { 200: ['The feed', jsonOf(feedWire)] },
  }).handle(async c => c.json(toFeedWire(await getCalendarFeed(c.get('ctx'), c.req.param('id')))))

  route(
    'updateCalendarFeed',
    'put',
    '/feeds/:id',
    'Change the given fields of a feed; `options` are replaced as a whole',
    {
      params: uuidParams,
      body: calendarFeedChange,
      answers: { 200: ['The whole feed; its URLs stay the same', jsonOf(feedWire)] },
    },
  ).handle(async c => {
    const change = parseWith(calendarFeedChange, await readJson(c))
    return c.json(toFeedWire(await updateCalendarFeed(c.get('ctx'), c.req.param('id'), change)))
  })

  route('deleteCalendarFeed', 'delete', '/feeds/:id', 'Delete a feed; its URL answers 410 from then on', {
    params: uuidParams,
    answers: { 200: ['The deleted feed', jsonOf(feedWire)] },
  }).handle(async c => c.json(toFeedWire(await deleteCalendarFeed(c.get('ctx'), c.req.param('id')))))

  route(
    'rotateCalendarFeed',
    'post',
    '/feeds/:id/rotate',
    'Replace the URL of a feed; the old one answers 410 from then on',
    {
      params: uuidParams,
      answers: { 200: ['The feed and its new URLs, which are shown only once', jsonOf(issuedFeedWire)] },
    },
  ).handle(async c => c.json(toIssuedFeedWire(await rotateCalendarFeed(c.get('ctx'), c.req.param('id')))))
}
