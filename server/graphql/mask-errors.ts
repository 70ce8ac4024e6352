import type { ExecutionResult } from 'graphql'
import { isAsyncIterable, mapAsyncIterator, type Plugin } from 'graphql-yoga'
import type { RequestContext } from './builder.ts'
import { toShownError } from './errors.ts'

/**
 * In place of Yoga's own masking, which knows nothing of the request and lets whatever extends GraphQLError through.
 * The last step before an answer is written: nothing fails behind it.
 */
export const showErrors: Plugin<object, RequestContext> = {
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
