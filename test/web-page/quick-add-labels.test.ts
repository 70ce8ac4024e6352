import { beforeAll, describe, expect, it } from 'vitest'
import { suggestLabels } from '../../client/web/todos/suggest-labels.ts'
import { loadQuickAdd, type ParseQuickAdd } from '../../client/web/todos/quick-add/parse-quick-add.ts'

const lists = [
  { id: 1, name: 'Inbox' },
  { id: 2, name: 'Uni' },
  { id: 3, name: 'Uni Summer term' },
  { id: 4, name: 'Über' },
]
const now = new Date('2026-11-25T03:00:00Z')
const none = { list: undefined, tags: [], priority: undefined }

describe('suggestions for a line', () => {
  const known = {
    lists: lists.map(({ name }) => name),
    tags: ['exam', 'Ernte', 'école', 'group work', '2026'],
  }

  it.each([
    ['Essay @u', ['Essay @Uni', 'Essay @Uni Summer term', 'Essay @Über']],
    ['Essay @uni s', ['Essay @Uni Summer term']],
    ['@', ['@Inbox', '@Uni', '@Uni Summer term', '@Über']],
    ['Essay friday #e', ['Essay friday #exam', 'Essay friday #Ernte', 'Essay friday #école']],
    ['Essay @Uni #ex', ['Essay @Uni #exam']],
    // A tag of several words or without a letter cannot be written in a line.
    ['Essay #g', []],
    ['Essay #2', []],
    ['Essay #exam', []],
    ['Essay #exam soon', []],
    ['a@u', []],
    ['C#e', []],
    ['Essay', []],
  ])('%j', (line, suggested) => {
    expect(suggestLabels(line, known)).toEqual(suggested)
  })

  it('are no more than twelve', () => {
    const tags = Array.from({ length: 100 }, (_, n) => `t${n}`)
    expect(suggestLabels('#t', { lists: [], tags })).toEqual(tags.slice(0, 12).map(name => `#${name}`))
  })
})

describe('the labels of a line', () => {
  let load: ParseQuickAdd
  beforeAll(async () => {
    load = await loadQuickAdd(['en-GB'])
  })
  const parse = (text: string, unlinked: string[] = []) =>
    load(text, { now, timeZone: 'UTC', unlinked, lists })

  it.each([
    ['Essay #exam', { title: 'Essay', tags: ['exam'] }],
    ['Essay #exam #Exam #b-2, soon', { title: 'Essay, soon', tags: ['exam', 'b-2'] }],
    ['#später Essay', { title: 'Essay', tags: ['später'] }],
    ['Essay @uni', { title: 'Essay', list: '2' }],
    ['Essay @UNI SUMMER TERM now', { title: 'Essay now', list: '3' }],
    ['Essay @uni-summer-term', { title: 'Essay', list: '3' }],
    ['Essay @uber!', { title: 'Essay!', list: '4' }],
    ['Essay !high', { title: 'Essay', priority: 'high' }],
    ['!Low Essay', { title: 'Essay', priority: 'low' }],
    ['!high', { title: '!high', priority: 'high' }],
  ])('%s', (text, expected) => {
    expect(parse(text)).toMatchObject({ ...none, ...expected, deadline: undefined })
  })

  it.each([
    ['de-DE', 'Aufsatz !hoch morgen', 'high'],
    ['fr-FR', 'Devoir !Moyenne', 'medium'],
    ['pt-BR', 'Tarefa !media', 'medium'],
    ['ja-JP', '宿題 !低', 'low'],
    ['de-DE', 'Aufsatz !high', 'high'],
  ])('have priorities in the words of %s: %s', async (locale, text, priority) => {
    const parseIn = await loadQuickAdd([locale])
    expect(parseIn(text, { now, timeZone: 'UTC' }).priority).toBe(priority)
  })

  it.each([
    'Fix issue #12',
    'Learn C# and F#',
    'See a#b and #a/b',
    'Mail @someone and me@uni.de',
    'Ask @university',
    'Open @uni.example',
    'Beware! high tide !higher',
    'Choose !high !low',
    'From @uni to @uber',
  ])('leaves “%s” as it is', text => {
    expect(parse(text)).toEqual({ ...none, title: text, deadline: undefined, repeat: undefined, marks: [] })
  })

  it('stand beside and between the words of a deadline', () => {
    const line = 'Slides fri #exam 5pm @Uni !high'
    const parsed = parse(line)
    expect(parsed).toMatchObject({
      title: 'Slides',
      list: '2',
      tags: ['exam'],
      priority: 'high',
      deadline: { at: '2026-11-27T17:00:00Z' },
    })
    expect(parsed.marks.map(({ start, end }) => line.slice(start, end))).toEqual([
      'fri',
      '#exam',
      '5pm',
      '@Uni',
      '!high',
    ])
  })

  it.each([
    ['call mum fri #uni', 'call mum', ['fri', '#uni']],
    ['@uni call mum by fri !low at 5pm', 'call mum', ['@uni', 'by fri', '!low', 'at 5pm']],
    ['tomorrow #uni', 'tomorrow #uni', ['tomorrow', '#uni']],
  ])('leave the deadline of “%s”', (line, title, words) => {
    const parsed = parse(line)
    expect(parsed.deadline).toBeDefined()
    expect(parsed.title).toBe(title)
    expect(parsed.marks.map(({ start, end }) => line.slice(start, end))).toEqual(words)
  })

  it('stay in the title when they are unlinked', () => {
    expect(parse('Slides #exam @Uni tomorrow', ['#exam'])).toMatchObject({
      title: 'Slides #exam',
      tags: [],
      list: '2',
      deadline: { on: '2026-11-26' },
    })
  })
})
