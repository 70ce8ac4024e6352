import { describeError } from '../describe-error.ts'
import { useIsServerAway } from '../server-status.ts'

/** The message of an error, unless the banner says for the whole page that the server cannot be reached. */
export const Cause = ({ error }: { error: unknown }) => !useIsServerAway() && describeError(error).message
