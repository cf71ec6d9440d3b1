// Every word the page says, in each language it speaks, and how numbers and times are written in them.

const dictionaries = {
  en: {
    skip: 'Skip to the content', search: 'Search your videos', placeholder: 'What happens in the moment you look for?',
    suggestions: 'Suggestions', pages: 'Pages', library: 'Library', keyboard: 'Keyboard', language: 'Deutsch', languageLabel: 'Seite auf Deutsch',
    homeTitle: 'Find the moment', homeText: 'Describe what is seen or said. Everything stays on this machine.',
    recent: 'Recent', saved: 'Saved', forget: 'Forget recent searches', films: { one: '{n} film', other: '{n} films' }, moreFilms: 'Show more films',
    found: { one: '{n} moment', other: '{n} moments' }, foundMore: 'first {n} moments', took: '{ms} ms', searched: { one: '{n} window searched', other: '{n} windows searched' },
    pending: { one: '{n} window is not captioned yet', other: '{n} windows are not captioned yet' },
    inFile: 'in {file}', showMore: 'Show more',
    nothing: 'Nothing matches “{q}”', nothingHint: 'Try fewer or plainer words: what a person who watches would say is seen.', searching: 'Searching …',
    save: 'Save this search', unsave: 'Forget this search', savedNow: 'Saved', openVlc: 'Open in VLC', openVlcLabel: 'Download these moments as a playlist for VLC',
    fromCue: 'said or written in the file',
    back: 'Back', backToResults: 'Back to the results', play: 'Play', pause: 'Pause', mute: 'Sound off', unmute: 'Sound on', speed: 'Speed', fullscreen: 'Full screen',
    timeline: 'Position in the file', timeOf: '{at} of {all}', track: 'What happens', trackEmpty: 'Nothing is known about this file yet.', noCaption: 'no caption', noCaptionWhy: 'no caption: {why}', chapter: 'Chapter',
    copyLink: 'Copy link', copied: 'Link to {at} copied', notCopied: 'The link could not be copied: {url}', previousHit: 'Previous hit', nextHit: 'Next hit', moreFromFile: 'More from this file', otherHits: 'Other moments for “{q}”',
    cannotPlay: 'This file cannot be played here.',
    libraryTitle: 'Library', folders: 'Folders', folderState: { online: 'online', offline: 'not reachable' }, offlineFolder: 'The folder cannot be reached: its films stay in the catalog and are not deleted.',
    filesOf: { one: '{n} file', other: '{n} files' }, captionedOf: '{done} of {all} windows captioned', allCaptioned: 'all captioned', failedOf: { one: '{n} failed', other: '{n} failed' },
    running: 'Working now', stage: { scanning: 'Looking for films', captioning: 'Watching and describing', publishing: 'Updating the search' }, rate: '{x}× real time', left: '{time} left', now: 'Now: {file}', filesFound: { one: '{n} file found', other: '{n} files found' },
    failures: 'Files that failed', retry: 'Try them all again', retryOne: 'Try this one again', retryStarted: 'Trying again', addTitle: 'Add a folder', addLabel: 'Folder on the machine that runs VideoIndex', addPlaceholder: '/home/me/Videos', add: 'Add and start', added: 'Started: the first moments can be found in a little while', startAgain: 'Look for new files', started: 'Started', stop: 'Stop', stopped: 'Stopping: what is finished is kept', brokeOff: 'The last run could not go on', nothingIndexed: 'Nothing can be found yet', toLibrary: 'To the library',
    firstTitle: 'Which folder holds your videos?', firstText: 'VideoIndex watches every film in it once and writes down what it sees, about every ten seconds. Your files are only read, never changed, and nothing leaves this machine.',
    needSignIn: 'Sign in to go on', signIn: 'Sign in', notAllowed: 'This sign-in may look, but not change anything.', trouble: 'That did not work', hint: 'What to do', again: 'Try again', offline: 'VideoIndex does not answer. Is `videoindex serve` still running? Trying again …', online: 'VideoIndex is back', badAnswer: 'the server gave an answer that is not understood', goneTitle: 'This moment is not here any more', goneText: 'It has left the library, or the link to it is wrong.', fileAway: 'The file cannot be found now: it was moved or deleted, or its drive is away. What was seen in it can still be searched.',
    keysTitle: 'Keyboard', close: 'Close', keysEverywhere: 'Everywhere', keysResults: 'In the results', keysPlayer: 'In the player', keySearch: 'search', keyHelp: 'this list', keyLibrary: 'library', keyMove: 'move', keyNextPrevious: 'next, previous', keyOpen: 'open', keyPreview: 'play in place', keyEsc: 'back', keyJkl: '10 s back, pause, 10 s ahead', keyArrows: '5 s back, ahead', keyLines: 'previous, next line', keyHits: 'next, previous hit', keyMute: 'sound', keyFull: 'full screen', keyCopy: 'copy the link',
    theme: 'Colours', themes: { system: 'as the system', light: 'light', dark: 'dark' },
    likelihood: { likely: 'Likely', 'quite possible': 'Quite possible', possible: 'Possible', unlikely: 'Unlikely' }, chance: '{percent} chance', likelihoodWhy: 'The estimated chance that this is the very moment you mean. Where many moments look alike, it is low for each of them.',
    alike: { one: 'and {n} alike', other: 'and {n} alike' }, moreAlike: 'and {n} more', moreInFile: { one: '{n} more from this file', other: '{n} more from this file' }, moreLikeThis: 'More like this', notThis: 'Not this', notThisSaid: 'This search leaves it out from now on', undo: 'Undo',
    likeTitle: 'Moments that look alike', likeWhat: 'like {at}', likeWhatIn: 'like {at} in {file}', nothingLike: 'Nothing else looks like this', closest: 'The closest there is', fromCorrection: 'corrected by hand',
    filters: 'Filters', filterAfter: 'Written on or after', filterBefore: 'Written before', filterLonger: 'Longer than', filterShorter: 'Shorter than', anyLength: 'any length', filterExt: 'Kind of file', filterOnline: 'only files that can be reached', apply: 'Apply', takeOff: 'take this filter off', filterNot: 'not {words}',
    filterNames: { in: 'in {value}', ext: '{value} files', longer: 'longer than {value}', shorter: 'shorter than {value}', before: 'before {value}', after: 'from {value}', model: 'model {value}', offline: 'offline: {value}' },
    beside: 'About this film', subtitles: { off: 'Subtitles: off', said: 'Subtitles: what is said', seen: 'Subtitles: what is seen' },
    ask: 'Ask', askWelcome: 'Ask about what you see. The model looks at the pictures again and answers in its own words; it can be wrong.', askIdea1: 'What happens here?', askIdea2: 'Describe the place.', askPlaceholder: 'Your question', askSend: 'Ask', askAbout: 'About', askMoment: 'This moment', askFilm: 'Whole film', askThinking: 'The model is looking …', askStopped: 'stopped', askBrokeOff: 'The answer broke off. Ask again.',
    correct: 'Correct the caption', correctLabel: 'What really happens at {at}', correctSave: 'Save', cancel: 'Cancel', correctBack: 'Take the model’s words', correctTakenBack: 'The model’s words are back', corrected: 'Saved: your words are searched first', byHand: 'by hand', modelWrote: 'The model wrote: {text}',
    arriving: 'Just seen', cost: { one: '{n} film, {hours} h: about {time} of work on this machine ({how})', other: '{n} films, {hours} h: about {time} of work on this machine ({how})' }, costUnknown: { one: '{n} film, {hours} h', other: '{n} films, {hours} h' }, costNothing: 'There are no films in this folder.',
    browse: 'Browse …', pickFolder: 'Choose a folder', takeFolder: 'Take this folder', folderUp: 'One up', beginAt: 'Where to begin', moreFolders: 'There are more: type the path instead.',
    tryApi: 'Try the API', connectPhone: 'Connect a phone', phonePicture: 'QR code with the link below', phoneText: 'Point the phone’s camera at it. It signs in one device, once, within ten minutes. That device may search and watch, not change anything.',
    keySubtitles: 'subtitles', keyLikeNot: 'more like this, not this',
    hours: 'h', minutes: 'min', seconds: 's',
  },
  de: {
    skip: 'Zum Inhalt springen', search: 'Videos durchsuchen', placeholder: 'Was passiert in dem Moment?',
    suggestions: 'Vorschläge', pages: 'Seiten', library: 'Bibliothek', keyboard: 'Tastatur', language: 'English', languageLabel: 'Page in English',
    homeTitle: 'Den Moment finden', homeText: 'Beschreibe, was zu sehen oder zu hören ist. Alles bleibt auf diesem Rechner.',
    recent: 'Zuletzt', saved: 'Gemerkt', forget: 'Letzte Suchen vergessen', films: { one: '{n} Film', other: '{n} Filme' }, moreFilms: 'Mehr Filme zeigen',
    found: { one: '{n} Stelle', other: '{n} Stellen' }, foundMore: 'die ersten {n} Stellen', took: '{ms} ms', searched: { one: '{n} Abschnitt durchsucht', other: '{n} Abschnitte durchsucht' },
    pending: { one: '{n} Abschnitt ist noch nicht beschrieben', other: '{n} Abschnitte sind noch nicht beschrieben' },
    inFile: 'in {file}', showMore: 'Mehr zeigen',
    nothing: 'Nichts passt zu „{q}“', nothingHint: 'Weniger oder einfachere Wörter helfen: so, wie man beschreiben würde, was zu sehen ist.', searching: 'Suche läuft …',
    save: 'Diese Suche merken', unsave: 'Diese Suche vergessen', savedNow: 'Gemerkt', openVlc: 'In VLC öffnen', openVlcLabel: 'Diese Stellen als Wiedergabeliste für VLC herunterladen',
    fromCue: 'in der Datei gesagt oder geschrieben',
    back: 'Zurück', backToResults: 'Zurück zu den Treffern', play: 'Abspielen', pause: 'Pause', mute: 'Ton aus', unmute: 'Ton an', speed: 'Tempo', fullscreen: 'Vollbild',
    timeline: 'Position in der Datei', timeOf: '{at} von {all}', track: 'Was passiert', trackEmpty: 'Über diese Datei ist noch nichts bekannt.', noCaption: 'keine Beschreibung', noCaptionWhy: 'keine Beschreibung: {why}', chapter: 'Kapitel',
    copyLink: 'Link kopieren', copied: 'Link zu {at} kopiert', notCopied: 'Der Link ließ sich nicht kopieren: {url}', previousHit: 'Voriger Treffer', nextHit: 'Nächster Treffer', moreFromFile: 'Mehr aus dieser Datei', otherHits: 'Andere Stellen zu „{q}“',
    cannotPlay: 'Diese Datei lässt sich hier nicht abspielen.',
    libraryTitle: 'Bibliothek', folders: 'Ordner', folderState: { online: 'erreichbar', offline: 'nicht erreichbar' }, offlineFolder: 'Der Ordner ist nicht erreichbar: Seine Filme bleiben im Katalog, nichts wird gelöscht.',
    filesOf: { one: '{n} Datei', other: '{n} Dateien' }, captionedOf: '{done} von {all} Abschnitten beschrieben', allCaptioned: 'alles beschrieben', failedOf: { one: '{n} fehlgeschlagen', other: '{n} fehlgeschlagen' },
    running: 'Läuft gerade', stage: { scanning: 'Filme suchen', captioning: 'Ansehen und beschreiben', publishing: 'Suche auffrischen' }, rate: '{x}× Echtzeit', left: 'noch {time}', now: 'Jetzt: {file}', filesFound: { one: '{n} Datei gefunden', other: '{n} Dateien gefunden' },
    failures: 'Fehlgeschlagene Dateien', retry: 'Alle noch einmal versuchen', retryOne: 'Diese noch einmal versuchen', retryStarted: 'Neuer Versuch läuft', addTitle: 'Ordner hinzufügen', addLabel: 'Ordner auf dem Rechner, auf dem VideoIndex läuft', addPlaceholder: '/home/ich/Videos', add: 'Hinzufügen und starten', added: 'Gestartet: Bald lassen sich die ersten Stellen finden', startAgain: 'Nach neuen Dateien sehen', started: 'Gestartet', stop: 'Anhalten', stopped: 'Wird angehalten: Was fertig ist, bleibt', brokeOff: 'Der letzte Lauf konnte nicht weitermachen', nothingIndexed: 'Noch ist nichts zu finden', toLibrary: 'Zur Bibliothek',
    firstTitle: 'In welchem Ordner liegen deine Videos?', firstText: 'VideoIndex sieht jeden Film darin einmal an und schreibt etwa alle zehn Sekunden auf, was zu sehen ist. Die Dateien werden nur gelesen, nie verändert, und nichts verlässt diesen Rechner.',
    needSignIn: 'Zum Weitermachen anmelden', signIn: 'Anmelden', notAllowed: 'Diese Anmeldung darf suchen, aber nichts ändern.', trouble: 'Das hat nicht geklappt', hint: 'Was hilft', again: 'Noch einmal', offline: 'VideoIndex antwortet nicht. Läuft `videoindex serve` noch? Neuer Versuch …', online: 'VideoIndex ist wieder da', badAnswer: 'die Antwort des Servers ist nicht zu verstehen', goneTitle: 'Diese Stelle gibt es nicht mehr', goneText: 'Sie ist nicht mehr in der Bibliothek, oder der Link stimmt nicht.', fileAway: 'Die Datei ist gerade nicht zu finden: Sie wurde verschoben oder gelöscht, oder ihr Laufwerk fehlt. Was darin zu sehen war, lässt sich weiter suchen.',
    keysTitle: 'Tastatur', close: 'Schließen', keysEverywhere: 'Überall', keysResults: 'In den Treffern', keysPlayer: 'Im Player', keySearch: 'suchen', keyHelp: 'diese Liste', keyLibrary: 'Bibliothek', keyMove: 'bewegen', keyNextPrevious: 'weiter, zurück', keyOpen: 'öffnen', keyPreview: 'an Ort und Stelle abspielen', keyEsc: 'zurück', keyJkl: '10 s zurück, Pause, 10 s vor', keyArrows: '5 s zurück, vor', keyLines: 'vorige, nächste Zeile', keyHits: 'nächster, voriger Treffer', keyMute: 'Ton', keyFull: 'Vollbild', keyCopy: 'Link kopieren',
    theme: 'Farben', themes: { system: 'wie das System', light: 'hell', dark: 'dunkel' },
    likelihood: { likely: 'Wahrscheinlich', 'quite possible': 'Gut möglich', possible: 'Möglich', unlikely: 'Unwahrscheinlich' }, chance: '{percent} Chance', likelihoodWhy: 'Die geschätzte Chance, dass genau diese Stelle gemeint ist. Wo viele Stellen einander gleichen, ist sie für jede klein.',
    alike: { one: 'und {n} gleiche', other: 'und {n} gleiche' }, moreAlike: 'und {n} weitere', moreInFile: { one: '{n} weitere aus dieser Datei', other: '{n} weitere aus dieser Datei' }, moreLikeThis: 'Mehr davon', notThis: 'Nicht gemeint', notThisSaid: 'Diese Suche lässt die Stelle von jetzt an weg', undo: 'Rückgängig',
    likeTitle: 'Stellen, die ähnlich aussehen', likeWhat: 'wie {at}', likeWhatIn: 'wie {at} in {file}', nothingLike: 'Nichts anderes sieht so aus', closest: 'Am nächsten kommt', fromCorrection: 'von Hand berichtigt',
    filters: 'Filter', filterAfter: 'Gespeichert ab', filterBefore: 'Gespeichert vor', filterLonger: 'Länger als', filterShorter: 'Kürzer als', anyLength: 'beliebig lang', filterExt: 'Art der Datei', filterOnline: 'nur erreichbare Dateien', apply: 'Anwenden', takeOff: 'diesen Filter entfernen', filterNot: 'nicht {words}',
    filterNames: { in: 'in {value}', ext: '{value}-Dateien', longer: 'länger als {value}', shorter: 'kürzer als {value}', before: 'vor {value}', after: 'ab {value}', model: 'Modell {value}', offline: 'offline: {value}' },
    beside: 'Zu diesem Film', subtitles: { off: 'Untertitel: aus', said: 'Untertitel: was gesagt wird', seen: 'Untertitel: was zu sehen ist' },
    ask: 'Fragen', askWelcome: 'Frag nach dem, was du siehst. Das Modell schaut die Bilder noch einmal an und antwortet mit eigenen Worten; es kann sich irren.', askIdea1: 'Was passiert hier?', askIdea2: 'Beschreibe den Ort.', askPlaceholder: 'Deine Frage', askSend: 'Fragen', askAbout: 'Worüber', askMoment: 'Diese Stelle', askFilm: 'Ganzer Film', askThinking: 'Das Modell schaut hin …', askStopped: 'angehalten', askBrokeOff: 'Die Antwort brach ab. Frag noch einmal.',
    correct: 'Beschreibung berichtigen', correctLabel: 'Was bei {at} wirklich passiert', correctSave: 'Speichern', cancel: 'Abbrechen', correctBack: 'Worte des Modells nehmen', correctTakenBack: 'Die Worte des Modells gelten wieder', corrected: 'Gespeichert: Deine Worte werden zuerst durchsucht', byHand: 'von Hand', modelWrote: 'Das Modell schrieb: {text}',
    arriving: 'Gerade gesehen', cost: { one: '{n} Film, {hours} Std.: etwa {time} Arbeit auf diesem Rechner ({how})', other: '{n} Filme, {hours} Std.: etwa {time} Arbeit auf diesem Rechner ({how})' }, costUnknown: { one: '{n} Film, {hours} Std.', other: '{n} Filme, {hours} Std.' }, costNothing: 'In diesem Ordner sind keine Filme.',
    browse: 'Durchsuchen …', pickFolder: 'Ordner wählen', takeFolder: 'Diesen Ordner nehmen', folderUp: 'Eins nach oben', beginAt: 'Wo soll es losgehen?', moreFolders: 'Es sind noch mehr: lieber den Pfad eintippen.',
    tryApi: 'Die API ausprobieren', connectPhone: 'Telefon verbinden', phonePicture: 'QR-Code mit dem Link darunter', phoneText: 'Die Kamera des Telefons darauf richten. Das meldet ein Gerät an, einmal, innerhalb von zehn Minuten. Es darf suchen und ansehen, aber nichts ändern.',
    keySubtitles: 'Untertitel', keyLikeNot: 'mehr davon, nicht gemeint',
    hours: 'Std.', minutes: 'Min.', seconds: 's',
  },
};

let language = stored() ?? (navigator.languages ?? [navigator.language]).map(tag => tag.slice(0, 2)).find(tag => tag in dictionaries) ?? 'en';

function stored() {
  try {
    const value = localStorage.getItem('language');
    return value in dictionaries ? value : null;
  } catch {
    return null; // storage can be switched off; the browser's language then decides
  }
}

export const currentLanguage = () => language;

/** The other language, chosen by hand, is kept. */
export function switchLanguage() {
  language = language === 'en' ? 'de' : 'en';
  try { localStorage.setItem('language', language); } catch { /* it holds for this visit only */ }
}

/** The words for `key` ("stage.captioning" looks into a group); `{name}` is replaced by a value, `n` also chooses singular or plural. */
export function t(key, values = {}) {
  let words = key.split('.').reduce((group, part) => group?.[part], dictionaries[language]);
  if (words === undefined) return key;
  if (typeof words === 'object') words = words[new Intl.PluralRules(language).select(values.n)] ?? words.other;
  return words.replace(/\{(\w+)\}/g, (_, name) => typeof values[name] === 'number' ? number(values[name]) : String(values[name] ?? ''));
}

export const number = (value, digits = 0) => new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);

/** 53000 is 0:53, 3723000 is 1:02:03. */
export function clock(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const pair = value => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600), minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${pair(minutes)}:${pair(seconds % 60)}` : `${minutes}:${pair(seconds % 60)}`;
}

/** A span for people: "2 h 05 min", "3 min", "20 s". */
export function span(seconds) {
  if (seconds >= 3600) return `${Math.floor(seconds / 3600)} ${t('hours')} ${Math.round(seconds / 60) % 60} ${t('minutes')}`;
  return seconds >= 90 ? `${Math.round(seconds / 60)} ${t('minutes')}` : `${Math.ceil(seconds)} ${t('seconds')}`;
}
