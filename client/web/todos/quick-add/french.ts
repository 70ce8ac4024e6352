import { createCasualConfiguration } from 'chrono-node/fr'
import {
  atEnd,
  createDayOfMonthParser,
  createDayParser,
  createEndOfDayParser,
  createEndOfPeriodParser,
  createNextWeekParser,
  createParser,
  createPartOfDayParser,
  type QuickAddLanguage,
} from './quick-add-language.ts'
import { frenchRepetition } from './french-repetition.ts'

const weekdays = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche']
const weekday = `(?:${weekdays.join('|')})`
const end = atEnd('à|au|avant|vers|matin|soir|midi')
const before = String.raw`(?:(?<!\p{L})(?:à|vers|avant|pour|demain|aujourd'hui|${weekday}|lun|mar|mer|jeu|ven|sam|dim)\.?,?|\d)\s*`

export const french: QuickAddLanguage = {
  createConfiguration: createCasualConfiguration,

  parsers: [
    createDayParser(/(?<!\p{L})après-demain(?!\p{L})/iu, 2),
    createDayOfMonthParser(
      new RegExp(
        `(?<!\\p{L})(?:${weekday}(?: le)?|le) (?<day>\\d{1,2})(?:er)?(?: du mois(?<next> prochain)?)?(?=\\s*(?:$|[,.;!?)]|à\\s|avant\\s))`,
        'iu',
      ),
    ),
    createNextWeekParser(
      new RegExp(`(?<weekday>${weekday}) (?:de )?la semaine (?:prochaine|suivante)(?!\\p{L})`, 'iu'),
      weekdays,
    ),
    createNextWeekParser(
      new RegExp(`(?:la )?semaine prochaine,? (?:le )?(?<weekday>${weekday})(?!\\p{L})`, 'iu'),
      weekdays,
    ),
    createPartOfDayParser(
      /(?:(?<!\p{L})à )?(?<!\d)(?<hour>\d{1,2})\s?h(?:eures?)?\s?(?<minute>\d\d)? (?:du matin|(?<late>du soir|de l['’]après-midi))(?!\p{L})/iu,
    ),
    createParser(/(?<!\p{L})(?:à )?midi(?!\p{L})/iu, () => ({ hour: 12, minute: 0 })),
    createEndOfDayParser(/\bfin (?:de (?:la )?journée|du jour)(?!\p{L})/iu),
    createEndOfPeriodParser(
      /(?<!\p{L})(?:(?:la )?fin (?:de (?:la |cette )?semaine|du mois|de l['’]année)(?: prochaine?)?|cette (?:semaine|année)|ce mois)(?!\p{L})/iu,
      { week: /semaine/i, month: /mois/i, next: /prochain/i },
    ),
  ],

  falseParts: [
    // Chrono takes each number for an hour: `3 pommes`, `il a 2 chats`, `30m`.
    /‹(?:a )?\d+(?:\s*(?:[aà]|-|–)\s*\d+)?›|‹\d+m›/i,
    // `2h de sport` is a duration, `17h` a time.
    new RegExp(`(?<!${before})‹[0-6]h(?:\\d\\d)?›|‹\\d+h(?:\\d\\d)?› d(?:e |['’])`, 'iu'),
    new RegExp(`(?<!${before})‹\\d{1,2}\\.\\d\\d›`, 'iu'),
    /\b(?:page|partie|chapitre)\s+‹\d+\/\d+›/i,
    /‹\d{1,2}\/\d{1,2}›(?!\s*(?:$|[,.;!?)]|\d|à\s))|‹24\/7›|‹9\/11›/u,
  ],

  falseDates: [
    /(?<!\p{L})(?:depuis|derni[eè]re?|du|de)\s+‹/iu,
    /\b(?:derni[eè]re?|pass[ée]e?)›/iu,
    /›\s+(?:derni|pass[ée]|en (?:huit|quinze)|et (?:demie|quart))/iu,
    /‹(?:en|pour|pendant|il y a|de(?! \d+h à))\s/i,
    /‹maintenant›/i,
    new RegExp(`‹à \\d{1,2}›(?!${end})\\s+\\p{L}`, 'iu'),
    // `le` introduces a date, but `la réunion du lundi` is a name.
    /(?<!\p{L})(?:un|une|mon|ma|notre|ton|votre)\s+‹/iu,
    new RegExp(`‹(?:lun|mar|mer|jeu|ven|sam|dim)›(?!${end})|(?<!\\p{L})(?:la|en|ma) ‹(?:mar|mer)›`, 'iu'),
    /‹\s*(?:midi|matin|soir|après-midi|aprem)›/iu,
  ],

  priorities: { high: 'haute', medium: 'moyenne', low: 'basse' },
  repetition: frenchRepetition,
  recurrence: new RegExp(
    `(?<!\\p{L})(?:chaque|tou(?:s|tes) les|quotidien\\p{L}*|hebdomadaire\\p{L}*|mensuel\\p{L}*)(?!\\p{L})|\\bles ${weekday}s\\b`,
    'iu',
  ),

  introduction:
    /(?:(?<![\p{L}\p{N}])(?:échéance|au plus tard|pour|avant|d['’]ici|jusqu['’](?:à|au)|dès|à|au|le|la|vers)(?:\s*:\s*|\s+)|@\s*)+$/iu,
}
