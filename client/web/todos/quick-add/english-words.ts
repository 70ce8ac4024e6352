import { atEnd } from './quick-add-language.ts'

export const weekday = '(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?'
export const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
export const month = `(?:${months.join('|')})[a-z]*`
export const day = `(?:${weekday}|today|tomorrow|tod|tom|tmrw?|${month}\\.? \\d{1,2}|\\d{1,2}(?:st|nd|rd|th)? ${month})`
export const end = atEnd(`at|by|eod|noon|midnight|${day}`)
/** Words after a date that do not make it the name of something, as the noun in `the Sunday paper` does. */
export const preposition =
  'around|with|in|on|for|and|or|to|at|by|before|after|then|about|from|between|via|if|when|because|so|but|please|sharp|latest|instead|again|too'
export const ordinal = '(?:the )?\\d{1,2}(?:st|nd|rd|th)'
export const deadline = 'due(?: date)?|deadline|no later than|by|before|until|till'
