import type { BatchResultErrorEntry } from '@aws-sdk/client-sqs'

const codes = {
  queueMissing: ['QueueDoesNotExist', 'NonExistentQueue', 'InvalidAddress'],
  credentialsMissing: [
    'CredentialsProviderError',
    'MissingAuthenticationToken',
    'MissingAuthenticationTokenException',
  ],
  credentialsExpired: ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired'],
  credentialsInvalid: [
    'InvalidClientTokenId',
    'UnrecognizedClientException',
    'InvalidSignatureException',
    'SignatureDoesNotMatch',
    'IncompleteSignature',
    'InvalidSecurity',
    'OptInRequired',
  ],
  accessDenied: ['AccessDenied', 'AccessDeniedException', 'KmsAccessDenied', 'NotAuthorized'],
  throttled: [
    'RequestThrottled',
    'Throttling',
    'ThrottlingException',
    'ThrottledException',
    'RequestThrottledException',
    'TooManyRequestsException',
    'RequestLimitExceeded',
    'KmsThrottled',
    'OverLimit',
  ],
  unreachable: [
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'EPROTO',
    'TimeoutError',
    'AbortError',
  ],
} as const

export type SqsErrorKind = keyof typeof codes | 'other'

/** The message is one sentence that tells the operator what failed and what to do. */
export class SqsError extends Error {
  override readonly name = 'SqsError'
  readonly kind: SqsErrorKind

  constructor(kind: SqsErrorKind, message: string, cause: unknown) {
    super(message, { cause })
    this.kind = kind
  }
}

/** The error of an entry of a batch that SQS refused, in the form of the SDK's own errors. */
export const toEntryError = ({ Message = 'refused', Code }: BatchResultErrorEntry): Error =>
  Object.assign(new Error(Message), { name: Code })

/** @param queue its name or URL, as configured */
export function toSqsError(error: unknown, queue: string): SqsError {
  if (error instanceof SqsError) return error
  const kind = classify(error)
  const reason = describe(error)
  const sentences: Record<SqsErrorKind, string> = {
    queueMissing: `There is no queue ${queue} in this account and region`,
    credentialsMissing:
      'No AWS credentials found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE',
    credentialsExpired: 'The AWS credentials have expired: get new ones',
    credentialsInvalid: `AWS rejected the credentials (${reason})`,
    accessDenied: `The AWS credentials have no access to the queue ${queue} (${reason})`,
    throttled: 'SQS is throttling requests',
    unreachable: `SQS cannot be reached (${reason})`,
    other: `SQS refused the request (${reason})`,
  }
  return new SqsError(kind, sentences[kind], error)
}

const describe = (error: unknown) => {
  if (!(error instanceof Error)) return String(error)
  return /^(Timeout|Abort)Error$/.test(error.name) ? 'no answer in time' : error.message
}

/** Names of one error differ by protocol and service, for example `AWS.SimpleQueueService.NonExistentQueue`. */
function classify(error: unknown): SqsErrorKind {
  const { name, code, Code, message } = error as Partial<
    Record<'name' | 'code' | 'Code' | 'message', unknown>
  >
  const names = new Set([name, code, Code].map(value => String(value).split('.').at(-1)))
  // An expired SSO or profile session.
  if (names.has('CredentialsProviderError') && /expired/i.test(String(message))) return 'credentialsExpired'
  const found = Object.entries(codes).find(([, known]) => known.some(code => names.has(code)))
  return (found?.[0] as SqsErrorKind | undefined) ?? 'other'
}
