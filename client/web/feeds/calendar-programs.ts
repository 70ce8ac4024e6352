/** The User-Agent of calendar programs. */
const programs = [
  { name: 'Google Calendar', pattern: /google-calendar/i },
  { name: 'Outlook', pattern: /outlook|exchange|microsoft office|exchangeservices/i },
  { name: 'Thunderbird', pattern: /thunderbird/i },
  { name: 'Apple Calendar', pattern: /calendaragent|dataaccessd|^ios\/|^macos\/|accountsd/i },
  { name: 'ICSx5', pattern: /icsx/i },
  { name: 'Nextcloud', pattern: /nextcloud/i },
  { name: 'vdirsyncer', pattern: /vdirsyncer/i },
  { name: 'curl', pattern: /^curl\//i },
]

/** The common name of a program, or its User-Agent if it is unknown. */
export const nameProgram = (userAgent: string): string =>
  programs.find(({ pattern }) => pattern.test(userAgent))?.name ?? userAgent
