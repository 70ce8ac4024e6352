import { describe, it } from 'vitest'
import { expectLine, type Line } from './quick-add-lines.ts'

/** Wednesday, ten in the morning. */
const now = '2026-11-25T10:00'

const lines: Record<string, Line[]> = {
  de: [
    ['Abgabe Freitag 17:00', 'Abgabe', '2026-11-27T17:00'],
    ['Abgabe morgen 17:00', 'Abgabe', '2026-11-26T17:00'],
    ['Abgabe bis Freitag', 'Abgabe', '2026-11-27'],
    ['Zahnarzt 4.5. 9:30', 'Zahnarzt', '2027-05-04T09:30'],
    ['Zahnarzt 4.5.', 'Zahnarzt', '2027-05-04'],
    ['Zahnarzt am 4. Dezember um 9', 'Zahnarzt', '2026-12-04T09:00'],
    ['Zahnarzt 4.12.2026 15:30', 'Zahnarzt', '2026-12-04T15:30'],
    ['Seminar Fr 17h', 'Seminar', '2026-11-27T17:00'],
    ['Seminar um 17 Uhr', 'Seminar', '2026-11-25T17:00'],
    ['heute um 3 anrufen', 'anrufen', '2026-11-25T15:00'],
    ['Kino heute Abend um 8', 'Kino', '2026-11-25T20:00'],
    ['Sport morgen früh', 'Sport', '2026-11-26T06:00'],
    ['Abgabe morgen', 'Abgabe', '2026-11-26'],
    ['Arzt, morgen', 'Arzt', '2026-11-26'],
    ['Bericht übermorgen', 'Bericht', '2026-11-27'],
    ['Bericht bis Ende der Woche', 'Bericht', '2026-11-29'],
    ['Bericht bis Monatsende', 'Bericht', '2026-11-30'],
    ['Bericht nächste Woche Freitag', 'Bericht', '2026-12-04'],
    ['Pause in 2 Stunden', 'Pause', '2026-11-25T12:00'],
    ['Freitag 3 Äpfel kaufen', '3 Äpfel kaufen', '2026-11-27'],
    ['meeting tomorrow 3pm', 'meeting', '2026-11-26T15:00'],
    ['seminar fri 17h', 'seminar', '2026-11-27T17:00'],
    ...none(
      'jeden Freitag Sport',
      'täglich um 18 Uhr Sport',
      'Montags Sport 17:00',
      'Lauf 30m',
      '2h Sport',
      'Kaufe 3 Äpfel',
    ),
    ...none(
      'so schnell wie möglich',
      'mi casa',
      'Version 2.10',
      'Update 1.2.3',
      '24/7 Support',
      'Treffen 8 am Bahnhof',
    ),
    ...none('letzten Freitag nachbereiten', 'gestern vergessen', 'das Freitag Meeting', 'guten Morgen sagen'),
  ],
  fr: [
    ['Devoir vendredi 17:00', 'Devoir', '2026-11-27T17:00'],
    ['Devoir vendredi 17h', 'Devoir', '2026-11-27T17:00'],
    ['Devoir demain à 15h30', 'Devoir', '2026-11-26T15:30'],
    ['Devoir demain à 3', 'Devoir', '2026-11-26T15:00'],
    ['Devoir après-demain', 'Devoir', '2026-11-27'],
    ['Devoir pour lundi prochain', 'Devoir', '2026-11-30'],
    ['déjeuner demain midi', 'déjeuner', '2026-11-26T12:00'],
    ['dîner ce soir à 20h', 'dîner', '2026-11-25T20:00'],
    ['rapport pour la fin du mois', 'rapport', '2026-11-30'],
    ['loyer le 1er', 'loyer', '2026-12-01'],
    ['cadeaux le 24 décembre', 'cadeaux', '2026-12-24'],
    ['pause dans 2 heures', 'pause', '2026-11-25T12:00'],
    ['acheter 3 pommes demain', 'acheter 3 pommes', '2026-11-26'],
    ...none(
      'chaque vendredi sport',
      'tous les jours à 18h',
      '2h de sport',
      'il a 2 chats',
      'Appeler mon médecin',
    ),
    ...none('lundi dernier bilan', "le bug d'hier", 'jeu vidéo', 'aller à la mer', '24/7 support'),
  ],
  ja: [
    ['明日までにレポート', 'レポート', '2026-11-26'],
    ['レポートを明日提出', 'レポートを提出', '2026-11-26'],
    ['明日17時に会議', '会議', '2026-11-26T17:00'],
    ['明日の15時に会議', '会議', '2026-11-26T15:00'],
    ['明後日 会議', '会議', '2026-11-27'],
    ['金曜日までに提出', '提出', '2026-11-27'],
    ['来週の金曜日 提出', '提出', '2026-12-04'],
    ['会議 12/4(金) 15時', '会議', '2026-12-04T15:00'],
    ['レポート 12月4日', 'レポート', '2026-12-04'],
    ['月末までにレポート', 'レポート', '2026-11-30'],
    ['buy milk tomorrow', 'buy milk', '2026-11-26'],
    ...none('毎週金曜日 会議', '明日の会議の準備', '昨日のバグ', '先週の金曜日', '2/3カップ', '3時間勉強'),
  ],
  'pt-BR': [
    ['Relatório sexta às 17h', 'Relatório', '2026-11-27T17:00'],
    ['Relatório amanhã 15:00', 'Relatório', '2026-11-26T15:00'],
    ['Relatório depois de amanhã', 'Relatório', '2026-11-27'],
    ['Relatório até sexta-feira', 'Relatório', '2026-11-27'],
    ['reunião amanhã às 3', 'reunião', '2026-11-26T15:00'],
    ['reunião 4/12 às 10h', 'reunião', '2026-12-04T10:00'],
    ['reunião segunda que vem', 'reunião', '2026-11-30'],
    ['pagar dia 27', 'pagar', '2026-11-27'],
    ['pagar até o fim do mês', 'pagar', '2026-11-30'],
    ...none(
      'toda sexta 17h',
      'todos os dias às 18h',
      'segunda via do boleto',
      'reunião de 2 pessoas',
      'bug de ontem',
    ),
  ],
}

function none(...lines: string[]): Line[] {
  return lines.map(line => [line, line, undefined])
}

describe.each(Object.entries(lines))('a line in %s', (locale, lines) => {
  it.each(lines)('%j', (...line) => expectLine(locale, now, line))
})
