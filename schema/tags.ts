import { z } from 'zod'
import { distinctTexts } from './fold-text.ts'
import { lineBreak, text } from './text.ts'

export const maxTags = 50
/** In code points. */
export const maxTag = 50

export const tag = text(maxTag)
  .transform(value => value.trim())
  .refine(value => value !== '' && !lineBreak.test(value), 'must be a single line that is not empty')

/** Tags are the same when they differ only in case or accents: the first spelling stays. */
export const tags = z
  .array(tag, 'must be a list of tags')
  .max(maxTags, `must have at most ${maxTags} tags`)
  .transform(distinctTexts)
