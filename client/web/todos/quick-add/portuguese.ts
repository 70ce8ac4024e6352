import { createCasualConfiguration } from 'chrono-node/pt'
import {
  atEnd,
  createDayOfMonthParser,
  createDayParser,
  createEndOfDayParser,
  createEndOfPeriodParser,
  createHourParser,
  createParser,
  createPartOfDayParser,
  type QuickAddLanguage,
} from './quick-add-language.ts'
import { portugueseRepetition } from './portuguese-repetition.ts'

const weekday = '(?:segunda|terça|quarta|quinta|sexta|sábado|sabado|domingo)'
const end = atEnd('que vem|às|as|à|ao|até|de manhã')
const before = String.raw`(?:(?<!\p{L})(?:às?|as|até|hoje|amanhã|amanha|${weekday}(?:-feira)?)\.?,?|\d)\s*`

export const portuguese: QuickAddLanguage = {
  createConfiguration: createCasualConfiguration,

  parsers: [
    createDayParser(/\bdepois de amanh[ãa](?!\p{L})/iu, 2),
    createDayParser(/\bsemana que vem\b/i, 7),
    createDayOfMonthParser(/\bdia (?<day>\d{1,2})(?=\s*(?:$|[,.;!?)]|às?\s))/iu),
    createHourParser(
      /(?:(?<!\p{L})(?:às?|as) )?(?<hour>\d{1,2})h(?<minute>\d\d)?\b(?:\s?[-–]\s?\d{1,2}h(?:\d\d)?\b)?/iu,
    ),
    createPartOfDayParser(
      /(?:(?<!\p{L})(?:às?|as) )?(?<!\d)(?<hour>\d{1,2})[h:]?(?<minute>\d\d)? (?:da manhã|(?<late>da tarde|da noite))(?!\p{L})/iu,
    ),
    createParser(/\bmeia-noite\b/i, (_, context) =>
      context.createParsingComponents({ hour: 0 }).addTag('casualReference/midnight'),
    ),
    createEndOfDayParser(/\b(?:fim|final) do dia\b/i),
    createEndOfPeriodParser(
      /(?<!\p{L})(?:o )?(?:(?:fim|final) (?:da semana|d[oe]ste mês|do mês|do ano)(?: que vem)?|esta semana|este mês|este ano)(?!\p{L})/iu,
      { week: /semana/i, month: /mês/i, next: /que vem/i },
    ),
  ],

  falseParts: [
    // Chrono takes numbers for hours: `de 2 pessoas`.
    /‹(?:ao? |das? |do |de )?\d+(?:\s*(?:ao?|-|–)\s*\d+)?›/iu,
    new RegExp(`(?<!${before})‹[0-6]h(?:\\d\\d)?›|‹\\d+h(?:\\d\\d)?› de `, 'iu'),
    new RegExp(`(?<!${before})‹(?:d[aeo]s? )?\\d{1,2}\\.\\d\\d›`, 'iu'),
    /(?:página|parte|capítulo)\s+‹\d+\/\d+›/i,
    /‹\d{1,2}\/\d{1,2}›(?!\s*(?:$|[,.;!?)]|\d|às?\s))|‹24\/7›|‹9\/11›/u,
  ],

  falseDates: [
    /(?<!\p{L})(?:desde|últim[oa]|passad[oa]|de|da|do)\s+‹/iu,
    /‹passado|(?:passad[oa])›|›(?:-feira)?\s+passad[oa]/iu,
    /‹agora›/i,
    new RegExp(`‹às? \\d{1,2}›(?!${end})\\s+\\p{L}`, 'iu'),
    // `segunda e quinta`
    new RegExp(`${weekday}(?:-feira)? (?:e|ou)\\s+‹${weekday}`, 'iu'),
    // Ordinals: `segunda via`, `quarta parte`.
    new RegExp(`‹(?:segunda|terça|quarta|quinta|sexta|seg|ter|qua|qui|sex|sab|dom)›(?!${end})`, 'iu'),
    /(?<!\p{L})(?:um|uma|meu|minha|nosso|nossa)\s+‹/iu,
    /‹\s*(?:manhã|manha|tarde|noite)›/iu,
  ],

  priorities: { high: 'alta', medium: 'média', low: 'baixa' },
  repetition: portugueseRepetition,
  recurrence: new RegExp(
    `(?<!\\p{L})(?:cada|diariamente|semanalmente|mensalmente)(?!\\p{L})|\\btod[oa]s?\\s+(?:[oa]s?\\s+)?(?:dias?|semanas?|m[eê]s(?:es)?|anos?|${weekday})`,
    'iu',
  ),

  introduction:
    /(?:(?<![\p{L}\p{N}])(?:prazo|vence|até|antes de|para|na|no|em|às?|ao|dia|próxim[ao])(?:\s*:\s*|\s+)|@\s*)+$/iu,
  ending: /^\s+que vem\b/i,
}
