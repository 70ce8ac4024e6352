import type { Plugin } from 'graphql-yoga'

/** Yoga drops the response to a client that has left, and leaves a stream in it open, whose pings would go on without end. */
export const cancelDropped: Plugin = {
  onResponse({ request, response }) {
    if (request.signal.aborted) void response.body?.cancel()
  },
}
