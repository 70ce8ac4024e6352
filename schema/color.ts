import { z } from 'zod'
import { cssColors } from './css-colors.ts'

const hex = /^#[0-9a-f]{6}$/

/** A colour in lower case: a CSS3 name, or `#rrggbb`. */
export const color = z
  .string('must be a string')
  .toLowerCase()
  .refine(
    value => hex.test(value) || Object.hasOwn(cssColors, value),
    'must be a CSS colour name, or #RRGGBB',
  )
