import { createHash } from 'node:crypto'
import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs'
import { expect, test } from 'vitest'
import { startTestSqs } from '../harness/test-sqs.ts'
import { ask } from '../harness/test-service.ts'

const md5 = (text: string) => createHash('md5').update(text).digest('hex')

/** Sends a form like boto3 before 1.28: to the URL of the queue, if the call has one. */
async function call(url: string, parameters: Record<string, string>, headers = {}) {
  const { origin, pathname } = new URL(url)
  const body = new URLSearchParams({ ...parameters, Version: '2012-11-05' }).toString()
  const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', ...headers }
  const { status, text } = await ask(origin, `POST ${pathname}`, { headers: form, body })
  return { status, text: text.replaceAll(/<RequestId>[^<]+/g, '<RequestId>…') }
}

const read = (text: string, name: string) =>
  [...text.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, value]) => value ?? '')

const body = '<a> & "é"\r\n漢'
const escaped = '&lt;a&gt; &amp; &quot;é&quot;&#13;\n漢'

test('creates, finds and lists queues for a client of the query protocol', async () => {
  await using sqs = await startTestSqs()
  const created = await call(sqs.url, {
    Action: 'CreateQueue',
    QueueName: 'old',
    'Attribute.1.Name': 'VisibilityTimeout',
    'Attribute.1.Value': '5',
    'Tag.1.Key': 'a',
    'Tag.1.Value': 'b',
  })
  const url = `${sqs.url}/000000000000/old`
  expect(created).toEqual({
    status: 200,
    text:
      '<?xml version="1.0"?><CreateQueueResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/">' +
      `<CreateQueueResult><QueueUrl>${url}</QueueUrl></CreateQueueResult>` +
      '<ResponseMetadata><RequestId>…</RequestId></ResponseMetadata></CreateQueueResponse>',
  })
  expect(read((await call(sqs.url, { Action: 'ListQueues' })).text, 'QueueUrl')).toEqual([url])
  const found = await ask(sqs.url, 'GET /?Action=GetQueueUrl&QueueName=old&Version=2012-11-05')
  expect(read(found.text, 'QueueUrl')).toEqual([url])
  expect((await call(url, { Action: 'ListQueueTags' })).text).toContain(
    '<Tag><Key>a</Key><Value>b</Value></Tag>',
  )
  await call(url, {
    Action: 'SetQueueAttributes',
    'Attribute.1.Name': 'DelaySeconds',
    'Attribute.1.Value': '1',
  })
  const attributes = await call(url, { Action: 'GetQueueAttributes', 'AttributeName.1': 'All' })
  expect(attributes.text).toContain('<Attribute><Name>VisibilityTimeout</Name><Value>5</Value></Attribute>')
  expect(attributes.text).toContain('<Attribute><Name>DelaySeconds</Name><Value>1</Value></Attribute>')
})

test('carries messages between both protocols, byte for byte', async () => {
  await using sqs = await startTestSqs()
  const url = await sqs.createQueue('both')
  const sent = await call(url, {
    Action: 'SendMessage',
    QueueUrl: url,
    MessageBody: body,
    'MessageAttribute.1.Name': 'client',
    'MessageAttribute.1.Value.StringValue': 'C 1',
    'MessageAttribute.1.Value.DataType': 'String',
  })
  expect(read(sent.text, 'MD5OfMessageBody')).toEqual([md5(body)])
  const entries = [1, 2, 10].map(n => [
    [`SendMessageBatchRequestEntry.${n}.Id`, `${n}`],
    [`SendMessageBatchRequestEntry.${n}.MessageBody`, `body ${n}`],
    [`SendMessageBatchRequestEntry.${n}.DelaySeconds`, '0'],
  ])
  const batch = await call(url, { Action: 'SendMessageBatch', ...Object.fromEntries(entries.flat()) })
  expect(read(batch.text, 'Id')).toEqual(['1', '2', '10'])
  await sqs.client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'from JSON' }))

  const received = await call(url, {
    Action: 'ReceiveMessage',
    MaxNumberOfMessages: '10',
    WaitTimeSeconds: '1',
    'AttributeName.1': 'ApproximateReceiveCount',
    'MessageAttributeName.1': 'All',
  })
  expect(read(received.text, 'Body')).toEqual([escaped, 'body 1', 'body 2', 'body 10', 'from JSON'])
  expect(read(received.text, 'MD5OfBody')[0]).toBe(md5(body))
  expect(received.text).toContain(
    '<Attribute><Name>ApproximateReceiveCount</Name><Value>1</Value></Attribute>',
  )
  expect(received.text).toMatch(
    /<MessageAttribute><Name>client<\/Name><Value>(?=.*<StringValue>C 1<\/StringValue>).*?<DataType>String<\/DataType>/,
  )
  const [first = '', second = '', third = '', ...others] = read(received.text, 'ReceiptHandle')
  await call(url, { Action: 'DeleteMessage', ReceiptHandle: first })
  await call(url, { Action: 'ChangeMessageVisibility', ReceiptHandle: second, VisibilityTimeout: '0' })
  const deleted = await call(url, {
    Action: 'DeleteMessageBatch',
    'DeleteMessageBatchRequestEntry.1.Id': 'good',
    'DeleteMessageBatchRequestEntry.1.ReceiptHandle': third,
  })
  expect(deleted.text).toContain(
    '<DeleteMessageBatchResultEntry><Id>good</Id></DeleteMessageBatchResultEntry>',
  )
  const changed = await call(url, {
    Action: 'ChangeMessageVisibilityBatch',
    'ChangeMessageVisibilityBatchRequestEntry.1.Id': 'bad',
    'ChangeMessageVisibilityBatchRequestEntry.1.ReceiptHandle': 'nonsense',
    'ChangeMessageVisibilityBatchRequestEntry.1.VisibilityTimeout': '0',
  })
  expect(changed.text).toMatch(/<BatchResultErrorEntry><Id>bad<.*<Code>ReceiptHandleIsInvalid</)
  const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] })
  expect((await sqs.client.send(command)).Attributes).toMatchObject({
    ApproximateNumberOfMessages: '1',
    ApproximateNumberOfMessagesNotVisible: `${others.length}`,
  })
  await call(url, { Action: 'PurgeQueue' })
  expect((await call(url, { Action: 'ReceiveMessage' })).text).toContain(
    '<ReceiveMessageResult></ReceiveMessageResult>',
  )
})

test('hides no message when a client of the query protocol disconnects during its long poll', async () => {
  await using sqs = await startTestSqs()
  const url = await sqs.createQueue('left.fifo', { FifoQueue: 'true', ContentBasedDeduplication: 'true' })
  const leaving = new AbortController()
  const polling = fetch(url, {
    method: 'POST',
    body: new URLSearchParams({ Action: 'ReceiveMessage', WaitTimeSeconds: '20' }),
    signal: leaving.signal,
  })
  await expect.poll(() => sqs.counts.get('query')).toBe(1)
  leaving.abort()
  await expect(polling).rejects.toThrow()
  await call(url, { Action: 'SendMessage', MessageBody: 'kept', MessageGroupId: 'g' })
  const received = await call(url, { Action: 'ReceiveMessage', WaitTimeSeconds: '5' })
  expect(read(received.text, 'Body')).toEqual(['kept'])
})

test.each([
  [{ Action: 'GetQueueUrl', QueueName: 'none' }, 'AWS.SimpleQueueService.NonExistentQueue'],
  [{ Action: 'AddPermission' }, 'InvalidAction'],
  [{}, 'MissingAction'],
  [{ Action: 'SendMessage', '__proto__.Value': 'x' }, 'InvalidParameterValue'],
])('answers %j with an error in XML', async (parameters, code) => {
  await using sqs = await startTestSqs()
  const { status, text } = await call(sqs.url, parameters)
  expect(status).toBe(400)
  expect(text).toMatch(/^<\?xml version="1\.0"\?><ErrorResponse xmlns="[^"]+"><Error><Type>Enqueuer<\/Type>/)
  expect(read(text, 'Code')).toEqual([code])
})

test('rejects forms from web pages', async () => {
  await using sqs = await startTestSqs()
  const { status } = await call(sqs.url, { Action: 'ListQueues' }, { origin: 'https://evil.example' })
  expect(status).toBe(403)
})

test('lists queues with their URLs', async () => {
  await using sqs = await startTestSqs()
  const url = await sqs.createQueue('shown')
  const read = async (path: string) =>
    JSON.parse((await ask(sqs.url, `GET /_fauxqs/queues${path}`)).text) as unknown
  expect(await read('')).toMatchObject([{ name: 'shown', url }])
  expect(await read('/shown')).toMatchObject({ name: 'shown', url })
})
