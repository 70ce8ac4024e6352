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

/** Why SQS did not do what it was asked, in one sentence for the person who can change it. */
export class SqsError extends Error {
  override readonly name = 'SqsError'
  readonly kind: SqsErrorKind

  constructor(kind: SqsErrorKind, message: string, cause: unknown) {
    super(message, { cause })
    this.kind = kind
  }
}

/** @param queue its name or URL, as the person wrote it */
export function toSqsError(error: unknown, queue: string): SqsError {
  if (error instanceof SqsError) return error
  const kind = classify(error)
  const reason = describe(error)
  const sentences: Record<SqsErrorKind, string> = {
    queueMissing: `There is no queue ${queue} in this account and region`,
    credentialsMissing: `There are no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE`,
    credentialsExpired: 'The AWS credentials have expired: get new ones',
    credentialsInvalid: `AWS does not accept the credentials (${reason})`,
    accessDenied: `The AWS credentials may not use the queue ${queue} (${reason})`,
    throttled: 'SQS takes no more requests for the moment (throttled)',
    unreachable: `SQS cannot be reached (${reason})`,
    other: `SQS did not do what it was asked (${reason})`,
  }
  return new SqsError(kind, sentences[kind], error)
}

const describe = (error: unknown) => {
  if (!(error instanceof Error)) return String(error)
  return /^(Timeout|Abort)Error$/.test(error.name) ? 'no answer in time' : error.message
}

/** AWS says the same with different words, by protocol and service: `AWS.SimpleQueueService.NonExistentQueue`. */
function classify(error: unknown): SqsErrorKind {
  const { name, code, Code, message } = error as Partial<
    Record<'name' | 'code' | 'Code' | 'message', unknown>
  >
  const words = new Set([name, code, Code].map(word => String(word).split('.').at(-1)))
  // The session of a profile, which credentials would be had for.
  if (words.has('CredentialsProviderError') && /expired/i.test(String(message))) return 'credentialsExpired'
  const found = Object.entries(codes).find(([, known]) => known.some(word => words.has(word)))
  return (found?.[0] as SqsErrorKind | undefined) ?? 'other'
}
