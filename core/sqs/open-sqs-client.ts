import { SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs'

/** A long poll waits for at most 20 s. */
export const longPollSeconds = 20

const defaultRegion = 'us-east-1'

/** The SDK's own limits are none: a connection that fell silent would be waited for until the kernel gives it up. */
const requestHandler = {
  connectionTimeout: 1_500,
  requestTimeout: (longPollSeconds + 5) * 1000,
  throwOnRequestTimeout: true,
  socketTimeout: (longPollSeconds + 5) * 1000,
}

/**
 * Region, credentials and endpoint (`AWS_ENDPOINT_URL`) are the SDK's own settings; without a region it is us-east-1.
 * What is at fault with them shows in the first request.
 *
 * @param queueUrl leads the client to this queue's endpoint and region instead
 */
export async function openSqsClient(queueUrl?: string): Promise<SQSClient> {
  // Otherwise the SDK goes where the URL of a queue leads, AWS_ENDPOINT_URL or not, and warns on the console.
  const config = { requestHandler, useQueueUrlAsEndpoint: false } satisfies SQSClientConfig
  if (queueUrl !== undefined) {
    const { origin, hostname } = new URL(queueUrl)
    const region = findRegion(hostname)
    if (region !== undefined) return new SQSClient({ ...config, endpoint: origin, region })
    return withRegion({ ...config, endpoint: origin })
  }
  return withRegion(config)
}

async function withRegion(config: SQSClientConfig): Promise<SQSClient> {
  const client = new SQSClient(config)
  try {
    await client.config.region()
    return client
  } catch {
    client.destroy()
    return new SQSClient({ ...config, region: defaultRegion })
  }
}

/** As in `sqs.eu-west-1.amazonaws.com` and its FIPS and VPC relatives. */
const findRegion = (hostname: string) =>
  /(?:^|\.)sqs(?:-fips)?\.([a-z]+(?:-[a-z]+)+-\d+)\./.exec(hostname)?.[1]
