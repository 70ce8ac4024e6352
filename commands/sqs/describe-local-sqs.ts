import { courseQueues } from './start-local-sqs.ts'

/** Instructions to paste into other terminals. */
export const describeLocalSqs = (url: string, isUnruly: boolean): string => `
A local SQS is ready at ${url}; Ctrl-C ends it.
Queues: ${Object.keys(courseQueues).join(', ')}.
${
  isUnruly
    ? 'Unruly: standard queues break the order and deliver some messages twice, as AWS may.'
    : 'Standard queues keep the order here; with --unruly they break it, as AWS may.'
}

In other terminals, once:

  export AWS_ENDPOINT_URL=${url} AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local

Then, a receiver in one and a sender in another:

  npm run queue -- --name csse6400_prac --client-name "Client 1" --receive
  npm run queue -- --name csse6400_prac --client-name "Client 1"
`
