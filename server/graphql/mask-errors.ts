import type { ExecutionResult } from 'graphql'
import { isAsyncIterable, mapAsyncIterator, type Plugin } from 'graphql-yoga'
import type { RequestContext } from '../context.ts'
import { toShownError } from './errors.ts'

/**
 * Replaces Yoga's own masking, which has no access to the request and passes on every subclass of GraphQLError. Runs last
 * before the answer is written, so that no error escapes it.
 */
export const maskErrors: Plugin<object, RequestContext> = {
  onResultProcess(processed) {
    const { result, serverContext } = processed
    const show = <Result extends ExecutionResult>(shown: Result): Result =>
      shown.errors
        ? { ...shown, errors: shown.errors.map(error => toShownError(error, serverContext)) }
        : shown
    if (isAsyncIterable(result)) processed.setResult(mapAsyncIterator(result[Symbol.asyncIterator](), show))
    else processed.setResult(Array.isArray(result) ? result.map(show) : show(result))
  },
}
