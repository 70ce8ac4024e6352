import type { Sentences } from '../server-messages.ts'

const inputs: Sentences = {
  'must be a string': 'muss ein Text sein',
  'must be a string or null': 'muss ein Text oder null sein',
  'must be true or false': 'muss true oder false sein',
  'must not be empty': 'darf nicht leer sein',
  'must be a single line': 'darf nur eine Zeile haben',
  'must be a single line that is not empty': 'muss genau eine Zeile haben und darf nicht leer sein',
  'must not contain NUL or lone surrogates': 'enthält unzulässige Zeichen',
  'must be at most {}': 'darf höchstens {} sein',
  'must not be negative': 'darf nicht negativ sein',
  'must be one of {}': 'muss eines von diesen sein: {}',
  'must be a whole number': 'muss eine ganze Zahl sein',
  'must be a whole number of days': 'muss eine ganze Zahl von Tagen sein',
  'must be at most {} days': 'darf höchstens {} Tage sein',
  'must be a whole number of minutes': 'muss eine ganze Zahl von Minuten sein',
  'must be at least 5 minutes': 'muss mindestens 5 Minuten sein',
  'must be at most 1440 minutes, a day': 'darf höchstens 1440 Minuten, ein Tag, sein',
  'must be at most {} minutes, four weeks': 'darf höchstens {} Minuten, vier Wochen, sein',
  'must have at most {} alarms': 'darf höchstens {} Erinnerungen haben',
  'must not have the same time twice': 'darf keine Zeit doppelt haben',
  'must be a list of minutes': 'muss eine Liste von Minuten sein',
  'must be before to': 'muss vor dem Ende liegen',
  'must be given when daysBack is not': 'muss angegeben sein, wenn daysBack fehlt',
  'cannot be combined with from and to of the options':
    'geht nicht zusammen mit einem festen Anfang oder Ende',
  'must be vevent, vtodo or both': 'muss vevent, vtodo oder both sein',
  'must be start, end or allday': 'muss start, end oder allday sein',
  'must be include, exclude or only': 'muss include, exclude oder only sein',
  'must be keep, drop or today': 'muss keep, drop oder today sein',
  'must be utc or floating': 'muss utc oder floating sein',
  'must be global or id': 'muss global oder id sein',
  'must be a CSS colour name, or #RRGGBB': 'muss eine CSS-Farbe sein, mit Namen oder als #RRGGBB',
  'must be a date such as 2030-01-02, years {} to {}': 'muss ein Datum wie 2030-01-02 sein, Jahre {} bis {}',
  'must be a date and time such as 2030-01-02T03:04:05, years {} to {}':
    'muss Datum und Uhrzeit wie 2030-01-02T03:04:05 sein, Jahre {} bis {}',
  'must be the name of a time zone, such as Australia/Brisbane or UTC':
    'muss der Name einer Zeitzone sein, zum Beispiel Europe/Berlin oder UTC',
  'the database does not know the time zone {}': 'Die Datenbank kennt die Zeitzone {} nicht',
  'must be the id or the name of a list': 'muss die ID oder der Name einer Liste sein',
  'there is no such list': 'Diese Liste gibt es nicht',
  'there is no list named {}': 'Es gibt keine Liste mit dem Namen {}',
  'there is already a list named {}': 'Es gibt schon eine Liste mit dem Namen {}',
  'there can be at most {} lists': 'Es kann höchstens {} Listen geben',
  'must be a list of tags': 'muss eine Liste von Schlagwörtern sein',
  'must have at most {} tags': 'darf höchstens {} Schlagwörter haben',
  'must have at most {} values': 'darf höchstens {} Werte haben',
  'must be deadline or completion': 'muss deadline oder completion sein',
  'must be a revision': 'muss eine Revision sein',
  'cannot be combined with deadlineAt': 'geht nicht zusammen mit deadlineAt',
  'is only for changes of completed': 'gibt es nur zusammen mit completed',
  'must be DMY or MDY': 'muss DMY oder MDY sein',
  'cannot be combined with another {}': 'geht nicht zusammen mit einem zweiten {}',
  'is:overdue is only for lists of todos': 'is:overdue gibt es nur für Aufgabenlisten, nicht für Dateien',
}

const rules: Sentences = {
  'needs a deadline': 'braucht ein Datum',
  'cannot be combined with a new deadline': 'ist nicht zusammen mit einem neuen Datum möglich',
  'has no occurrence on or after the deadline': 'trifft ab dem Datum nie zu',
  'a new repeating todo must be open': 'Eine neue Aufgabe, die sich wiederholt, ist offen',
  'must be an RFC 5545 rule such as FREQ=WEEKLY;BYDAY=FR':
    'muss eine Regel nach RFC 5545 sein, zum Beispiel FREQ=WEEKLY;BYDAY=FR',
  'must have at most {} characters': 'darf höchstens {} Zeichen haben',
  'needs FREQ, such as FREQ=WEEKLY': 'braucht FREQ, zum Beispiel FREQ=WEEKLY',
  'cannot have BYMONTHDAY when FREQ is WEEKLY': 'kann mit FREQ=WEEKLY kein BYMONTHDAY haben',
  'cannot have both COUNT and UNTIL': 'kann nicht COUNT und UNTIL haben',
  'cannot have {}: supported parts are {}': 'kann {} nicht haben; möglich sind {}',
  'has {} more than once': 'hat {} mehrmals',
  'can have BYSETPOS only with BYDAY, BYMONTHDAY or BYMONTH':
    'kann BYSETPOS nur mit BYDAY, BYMONTHDAY oder BYMONTH haben',
  'can number the days of BYDAY only when FREQ is MONTHLY or YEARLY':
    'kann die Tage von BYDAY nur mit FREQ=MONTHLY oder YEARLY zählen',
  'BYDAY must have days such as MO or, numbered, 1MO or -1FR':
    'BYDAY muss Tage wie MO oder, gezählt, 1MO oder -1FR haben',
  'FREQ must be one of {}': 'FREQ muss eines von diesen sein: {}',
  'WKST must be one of {}': 'WKST muss eines von diesen sein: {}',
  'UNTIL must be a date such as 20300102, or a time such as 20300102T030405Z':
    'UNTIL muss ein Datum wie 20300102 oder ein Zeitpunkt wie 20300102T030405Z sein',
  '{} must be a number from {} to {}': '{} muss eine Zahl von {} bis {} sein',
  '{} must have numbers from 1 to {}, or -{} to -1': '{} muss Zahlen von 1 bis {} oder -{} bis -1 haben',
  '{} must have numbers from 1 to {}': '{} muss Zahlen von 1 bis {} haben',
}

const refusals: Sentences = {
  'Todo not found': 'Die Aufgabe wurde nicht gefunden',
  'Todo not found in the trash': 'Die Aufgabe ist nicht im Papierkorb',
  'There are already {} todos, the maximum: delete some first':
    'Mehr als {} Aufgaben gehen nicht: Lösche erst einige',
  'The todo of this idempotency key was deleted': 'Die Aufgabe wurde inzwischen gelöscht',
  'List not found': 'Die Liste wurde nicht gefunden',
  'Deleted list not found': 'Die gelöschte Liste wurde nicht gefunden',
  'The inbox cannot be deleted': 'Der Eingang kann nicht gelöscht werden',
  'Feed not found': 'Das Abo wurde nicht gefunden',
  'There are already {} feeds: delete one first': 'Mehr als {} Abos gehen nicht: Lösche erst eines',
  'Task not found': 'Der Auftrag wurde nicht gefunden',
  'Task was deleted after its retention time': 'Der Auftrag wurde nach Ablauf der Frist gelöscht',
  'Task result has expired; create the calendar again':
    'Die Datei ist abgelaufen: Erstelle den Kalender noch einmal',
  'Task failed: {text}': 'Der Auftrag ist gescheitert: {text}',
  'Task was cancelled': 'Der Auftrag wurde abgebrochen',
  'Task not finished': 'Der Auftrag ist noch nicht fertig',
  'The job has already finished ({}) and cannot be cancelled':
    'Der Auftrag ist schon beendet ({}) und lässt sich nicht mehr abbrechen',
  'Only a failed or cancelled job can be retried; this one is {}':
    'Nur ein gescheiterter oder abgebrochener Auftrag lässt sich wiederholen, dieser ist {}',
  'There are already {} waiting jobs, the maximum: wait for some to start, or cancel some':
    'Mehr als {} wartende Aufträge gehen nicht: Warte, bis einige begonnen haben, oder brich einige ab',
  'The worker was lost while working on the job': 'Der Worker ist bei der Arbeit ausgefallen',
  'The worker was stopped': 'Der Worker wurde angehalten',
  'The job was cancelled': 'Der Auftrag wurde abgebrochen',
  'Unexpected error while creating the calendar': 'Unerwarteter Fehler beim Erstellen des Kalenders',
  'Unexpected error while importing the file': 'Unerwarteter Fehler beim Importieren der Datei',
  'Unexpected error': 'Unerwarteter Fehler',
  'The idempotency key is in use by another request; try again':
    'Dieselbe Anfrage läuft schon: Versuche es erneut',
  'The server is busy; try again': 'Der Server ist ausgelastet: Versuche es erneut',
  'These lists are too large for one answer: ask for fewer todos at once':
    'Diese Listen sind zu groß für eine Antwort: Frag nach weniger Aufgaben auf einmal',
  'The server is busy; try again later': 'Der Server ist ausgelastet: Versuche es später erneut',
  'The server is stopping; connect again': 'Der Server wird angehalten: Verbinde dich erneut',
  'The database cannot be reached; try again': 'Die Datenbank ist nicht erreichbar: Versuche es erneut',
  'The database took too long; try again': 'Die Datenbank hat zu lange gebraucht: Versuche es erneut',
  'Too many requests; try again in {} s': 'Zu viele Anfragen: Versuche es in {} s erneut',
  'The request was aborted': 'Die Anfrage ist abgebrochen',
  'The body must be at most {} bytes': 'Die Anfrage darf höchstens {} Bytes haben',
  'Pages of other sites cannot do this; see CORS_ORIGINS':
    'Seiten anderer Websites dürfen das nicht, siehe CORS_ORIGINS',
  'An API token is required: send `Authorization: Bearer …`': 'Ein API-Token ist nötig',
  'The API token is wrong': 'Das API-Token ist falsch',
}

const accounts: Sentences = {
  'Sign in, or send an access token: `Authorization: Bearer …`':
    'Melde dich an, oder sende ein Zugriffstoken: `Authorization: Bearer …`',
  'The access token or the session is not valid, or has expired':
    'Das Zugriffstoken oder die Sitzung gilt nicht oder ist abgelaufen',
  'Sign in first': 'Melde dich erst an',
  'The name or the password is wrong': 'Der Name oder das Passwort ist falsch',
  'This account is disabled': 'Dieses Konto ist gesperrt',
  'The account has changed; sign in again': 'Das Konto hat sich geändert: Melde dich noch einmal an',
  'Access tokens cannot do this; sign in on the page':
    'Zugriffstoken können das nicht: Melde dich auf der Seite an',
  'Too many sign-ins at the same time; try again': 'Gerade melden sich zu viele an: Versuche es erneut',
  'This attempt was already used or has expired; try again':
    'Dieser Versuch ist schon verbraucht oder abgelaufen: Versuche es erneut',
  'The identity provider cannot be reached; try again, or sign in another way':
    'Der Identitätsanbieter ist nicht erreichbar: Versuche es erneut, oder melde dich anders an',
  'This server has no accounts (ACCOUNTS=off)': 'Dieser Server hat keine Konten (ACCOUNTS=off)',
  'This server has no identity provider': 'Dieser Server hat keinen Identitätsanbieter',
  'must be 1 to {} letters, digits and . _ - @ +':
    'muss 1 bis {} Zeichen haben: Buchstaben, Ziffern und . _ - @ +',
  'must have at least {} characters': 'muss mindestens {} Zeichen haben',
  'too easy to guess; use several random words': 'zu leicht zu erraten; mehrere zufällige Wörter sind gut',
  'this is not the current password': 'das ist nicht das bisherige Passwort',
  'this is not the password of the account': 'das ist nicht das Passwort des Kontos',
  'this is not the name of the account': 'das ist nicht der Name des Kontos',
  'already in use': 'schon vergeben',
  'missing name': 'Der Name fehlt',
  'Account not found': 'Das Konto wurde nicht gefunden',
  'Another account already signs in this way': 'Ein anderes Konto meldet sich schon so an',
  'The first account already exists': 'Das erste Konto gibt es schon',
  'This is the last administrator: invite another one first':
    'Das ist das letzte Konto mit Verwaltungsrecht: Lade erst ein anderes ein',
  'This link was already used': 'Dieser Link ist schon verbraucht',
  'This link was already used or has expired; ask for another one':
    'Dieser Link ist schon verbraucht oder abgelaufen: Bitte um einen neuen',
  'Session not found': 'Die Sitzung wurde nicht gefunden',
  'Access token not found': 'Das Zugriffstoken wurde nicht gefunden',
  'There are already {} access tokens; revoke one first':
    'Mehr als {} Zugriffstoken gehen nicht: Widerrufe erst eines',
  'must have at least one scope': 'muss mindestens eine Berechtigung haben',
  'only administrators can create tokens with operate':
    'Nur wer den Server verwaltet, kann Token mit operate anlegen',
  'Passkey not found': 'Der Passkey wurde nicht gefunden',
  'There are already {} passkeys; remove one first': 'Mehr als {} Passkeys gehen nicht: Entferne erst einen',
  'This passkey is already registered': 'Dieser Passkey ist schon eingetragen',
  'This passkey could not be verified; try again':
    'Dieser Passkey ließ sich nicht prüfen: Versuche es erneut',
  'this passkey could not be verified; try again':
    'dieser Passkey ließ sich nicht prüfen: Versuche es erneut',
  'it belongs to another account; try again': 'er gehört zu einem anderen Konto: Versuche es erneut',
  'No account here has this passkey; use another way to sign in':
    'Kein Konto hier hat diesen Passkey: Melde dich anders an',
  'This is the last way to sign in: set a password or add another passkey':
    'So meldest du dich als Einziges noch an: Lege erst ein Passwort fest oder füge einen Passkey hinzu',
  'Passkeys need an address that begins with https://, or localhost':
    'Passkeys brauchen eine Adresse, die mit https:// beginnt, oder localhost',
}

const imports: Sentences = {
  'The import was deleted after its retention time': 'Der Import wurde nach Ablauf der Frist gelöscht',
  'The file is gone: import it again': 'Die Datei ist nicht mehr da: Importiere sie noch einmal',
  'The file must be at most {} bytes': 'Die Datei darf höchstens {} Bytes haben',
  'Too many files are being uploaded; try again':
    'Gerade werden zu viele Dateien hochgeladen: Versuche es erneut',

  'is a spreadsheet: save it as CSV, and import that file':
    'ist eine Tabelle eines Rechenprogramms: Speichere sie als CSV, und importiere diese Datei',
  'is a {} file: unpack it, and import the files in it':
    'ist eine {}-Datei: Entpacke sie, und importiere die Dateien darin',
  'is a PDF: export the todos as CSV or iCalendar, and import that file':
    'ist ein PDF: Exportiere die Aufgaben als CSV oder iCalendar, und importiere diese Datei',
  'is a picture: export the todos as CSV or iCalendar, and import that file':
    'ist ein Bild: Exportiere die Aufgaben als CSV oder iCalendar, und importiere diese Datei',
  'an import has at most {} todos; nothing after it was read':
    'ein Import hat höchstens {} Aufgaben; was danach kommt, wurde nicht gelesen',
  'has no rows': 'hat keine Zeilen',
  'no column is a title: map one of {}': 'keine Spalte ist ein Titel: Ordne eine von diesen zu: {}',
  'has no column {}: it has {}': 'hat keine Spalte {}, sondern {}',
  'has no title': 'hat keinen Titel',
  'has no title in the column {}': 'hat keinen Titel in der Spalte {}',
  'has a quote that is not closed; nothing after it was read':
    'hat ein Anführungszeichen, das nicht geschlossen wird; was danach kommt, wurde nicht gelesen',
  'is longer than {} bytes, perhaps because a quote is not closed; nothing after it was read':
    'ist länger als {} Bytes, vielleicht fehlt ein schließendes Anführungszeichen; was danach kommt, wurde nicht gelesen',
  'cannot be read ({}); nothing after it was read':
    'ist nicht lesbar ({}); was danach kommt, wurde nicht gelesen',
  'is longer than {} bytes': 'ist länger als {} Bytes',
  'is not a JSON object': 'ist kein JSON-Objekt',
  'is not a todo: {} {text}': 'ist keine Aufgabe: {} {text}',
  'is not a todo of the trash: deletedAt is not a time':
    'ist keine Aufgabe des Papierkorbs: deletedAt ist kein Zeitpunkt',
  '{} is neither a todo nor an event': '{} ist weder Aufgabe noch Termin',
  '{} has no END: the file is cut off or damaged':
    '{} hat kein END: Die Datei ist abgeschnitten oder beschädigt',
  'changes one occurrence of a repeated todo, which is not supported':
    'ändert ein einzelnes Mal einer wiederholten Aufgabe; das geht hier nicht',
  'is the event of a todo in the same file, which is imported':
    'ist der Termin einer Aufgabe derselben Datei; diese wird importiert',
  'is a task without a name': 'ist eine Aufgabe ohne Namen',
  'is a comment without a task above it': 'ist ein Kommentar ohne Aufgabe darüber',
  'has the type "{}", which is none of Todoist\'s': 'hat den Typ „{}“, den Todoist nicht hat',

  'has the UID of an earlier todo in the file': 'hat die UID einer früheren Aufgabe der Datei',
  'is in the trash: restore it there': 'ist im Papierkorb: Stelle sie dort wieder her',
  'is in the trash, as in the file': 'ist im Papierkorb, wie in der Datei',
  'is in the trash in the file, but not here: it stays here':
    'ist in der Datei im Papierkorb, hier aber nicht: Sie bleibt hier',
  'was deleted more than {} days ago': 'wurde vor mehr als {} Tagen gelöscht',
  'there are already {} todos, the maximum': 'mehr als {} Aufgaben gehen nicht',
  'there are too many lists for another one, {}': 'es gibt zu viele Listen für noch eine, {}',
  'a tag has more than {} characters': 'ein Schlagwort hat mehr als {} Zeichen',
  'has more than {} tags: the others are left out':
    'hat mehr als {} Schlagwörter: Die anderen sind weggelassen',
  'the name of the list has more than {} characters': 'der Name der Liste hat mehr als {} Zeichen',
  'the title has more than {} characters: the rest is in the description':
    'der Titel hat mehr als {} Zeichen: Der Rest steht in der Beschreibung',
  'the description has more than {} characters: the rest is left out':
    'die Beschreibung hat mehr als {} Zeichen: Der Rest ist weggelassen',
  '{} of {} properties of other programs are left out: too many or too long':
    '{} von {} Eigenschaften anderer Programme sind weggelassen: zu viele oder zu lang',
  'does not repeat, its rule is kept as a property: {text}':
    'wiederholt sich nicht, die Regel bleibt als Eigenschaft erhalten: {text}',
  'does not repeat, its rule is kept as a property: it is that of the start':
    'wiederholt sich nicht, die Regel bleibt als Eigenschaft erhalten: sie gilt für den Beginn',
  'it has no deadline': 'sie hat kein Datum',
  'the priority "{}" is unknown: left out': 'die Priorität „{}“ ist unbekannt: weggelassen',
  'the {text} "{}" cannot be read: kept in the description; dates are best written as 2030-01-31':
    '{text} „{}“ ist nicht lesbar: steht in der Beschreibung; am besten schreibt man 2030-01-31',
  deadline: 'Datum',
  'time of completion': 'Zeitpunkt der Erledigung',
  'time of creation': 'Zeitpunkt der Erstellung',
  'is a note: imported as a todo': 'ist eine Notiz: als Aufgabe importiert',
  'is marked "won\'t do": imported as completed':
    'ist als „wird nicht gemacht“ markiert: als erledigt importiert',
  '{} "{}" is not a date that can be read': '{} „{}“ ist kein lesbares Datum',
  '{} "{}" {text}: kept in the description': '{} „{}“ {text}: steht in der Beschreibung',
  'cannot be read': 'ist nicht lesbar',
  'is in {}, which cannot be read': 'ist auf {}, das wird nicht gelesen',
  'its time zone {} is unknown: read as {}': 'die Zeitzone {} ist unbekannt: als {} gelesen',
  'repeats in the time zone {}: that of the file has no name':
    'wiederholt sich in der Zeitzone {}: die der Datei hat keinen Namen',
  'its exceptions to the repetition are kept as properties, and have no effect':
    'die Ausnahmen der Wiederholung bleiben als Eigenschaften erhalten und bewirken nichts',
  '{} lines are too long, or too many, and left out': '{} Zeilen sind zu lang oder zu viele und weggelassen',
  '{} is not a date or time that can be read: kept as a property':
    '{} ist kein lesbares Datum: bleibt als Eigenschaft erhalten',
  'is not valid UTF-8: read as Windows-1252': 'ist kein gültiges UTF-8: als Windows-1252 gelesen',
  'its deadline cannot be read: left out': 'das Datum ist nicht lesbar: weggelassen',
}

export const texts = { sentences: { ...inputs, ...rules, ...refusals, ...accounts, ...imports } }
