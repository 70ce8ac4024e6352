type Phrases = { days: string[]; repeats: string[]; times: string[]; words: string[] }

const list = (phrases: string) => phrases.split('|')

const english: Phrases = {
  days: list(
    'today|tomorrow|day after tomorrow|fri|on sunday|next monday|this weekend|4 dec|jan 27|dec 24|12/11|1/2|the 27th|due 1st|' +
      'end of the month|by end of the week|in 3 days|next week|in 2 months|a week from friday|fri eod|2032-02-29',
  ),
  repeats: list(
    'every fri|every day|daily|every weekday|every other week|every! 10 days|every month|every year|every 31st|every last sunday|every mon and thu|the 1st of every month|every friday’s|each',
  ),
  times: list('5pm|at 9|at 2:30|17:00|noon|midnight|in 2 hours|tonight|2-4pm|@ 7pm|12am'),
  words: list('pay|rent,|call mum|(urgent)|3|books|a|the|for|5m|½|- x|“hi”|may|sun|9/11|mum’s'),
}

/** What is typed in a language: days, recurrences, times, and words that are none of them. */
export const languages: Record<string, Phrases> = {
  'en-US': english,
  'en-GB': english,
  de: {
    days: list('heute|morgen|übermorgen|am Freitag|bis Sonntag|4.5.|am 4.|4. Dez|12/11|Ende der Woche'),
    repeats: list(
      'jeden Freitag|täglich|jede Woche|alle! 2 Wochen|werktags|jeden 1.|jeden letzten Montag im Monat|jeden Morgen',
    ),
    times: list('17:00|um 9|17 Uhr|um 3|in 2 Stunden|mittags|früh'),
    words: list('Abgabe|so|3 Äpfel|das|Arzt,|30m|mi'),
  },
  fr: {
    days: list("aujourd'hui|demain|après-demain|vendredi|le 27|4 mai|12/11|fin du mois|dans 3 jours"),
    repeats: list(
      'tous les vendredis|chaque lundi et jeudi|tous les jours|toutes les 2 semaines|le 1er de chaque mois|chaque fois',
    ),
    times: list('17:00|17h|à 9h|midi|ce soir|dans 2 heures|à 3'),
    words: list('devoir|la|mer|a 2|jeu|de|2h de sport'),
  },
  ja: {
    days: list('今日|明日|明後日|金曜日|12月4日|12/11|月末|来週'),
    repeats: list('毎日|毎週金曜|毎月27日|毎月|2週間ごとに|毎年'),
    times: list('17時|午後3時|9:30'),
    words: list('レポート|会議の|3時間|buy milk'),
  },
  'pt-BR': {
    days: list('hoje|amanhã|sexta|até sexta-feira|dia 27|5 de janeiro|12/11|fim do mês'),
    repeats: list('toda sexta|todo dia|a cada 2 semanas|todo dia 31|todos os dias úteis|todo o dia'),
    times: list('às 17h|15:00|às 3|meio-dia|meia-noite'),
    words: list('pagar|segunda via|de 2|reunião,'),
  },
}

/** What dates are made of, to be combined at random. */
export const pieces = list(
  ' |:|/|.|-|+|@|(|)|,|年|月|日|時|0|1|12|31|99|2026|10000|pm|am|th|h|BC|GMT|EST|fri|dec|in |end of |week|days| from |tomorrow|' +
    ' at |midnight|Uhr|à |next |every |daily|jeden |alle 2 |chaque |toda |毎|2nd|monday|month',
)
