// The page: shows the transcript, takes what the citizen says, keeps the place of the reader.

import { language, label, put, say, speak } from './words.js';
import { blocks, make, written } from './text.js';
import { CODE, Talk, isFeedback, kept, passing } from './talk.js';
import { LARGEST, prepared, size } from './files.js';
import { embed } from './embed.js';

const LIMIT = 4000;
const SIZES = [100, 115, 130, 150];
const $ = (id) => document.getElementById(id);
const log = $('log');
const input = $('input');
const coarse = window.matchMedia('(pointer: coarse)').matches;

/** Bubbles of what is on its way, by client_id. */
const bubbles = new Map();
let shownDay = '';
let pinned = true;
let unseen = 0;
let missed = 0;
let offered = null;
let typingTimer = 0;
let busyRestoring = false;
let flash = null;

// ---- bubbles

const clock = (at) => new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(at));

function time(at) {
  const node = make('time', '', clock(at));
  node.dateTime = at;
  return node;
}

function tongue(node, text) {
  const found = written(text);
  if (found && found !== language()) node.lang = found;
  return node;
}

function bubble(who, at, ...content) {
  const meta = make('p', 'meta', time(at), make('span', 'state'));
  return make('article', `msg ${who}`, put(make('h3', 'who'), who), make('div', 'body', ...content), meta);
}

function thanks(said) {
  return make('p', 'line', put(make('span'), 'thanks', said.text || said.label || ''), make('span', 'state'));
}

const SVG = 'http://www.w3.org/2000/svg';

function drawing(box, path) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', box);
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

/** A file by name and size; once it is kept, a button that saves it. */
function paper(file) {
  const node = make(file.id ? 'button' : 'p', 'paper', drawing('0 0 24 24', 'M6 3h8l4 4v14H6zM14 3v4h4'),
    make('bdi', 'paper-name', file.name), make('span', 'paper-size', size(file.size, language())));
  if (!file.id) return node;
  node.type = 'button';
  node.setAttribute('aria-label', say('open_file', file.name, size(file.size, language())));
  node.addEventListener('click', async () => {
    try {
      offer(await talk.download(file), file.name);
    } catch {
      flashed('fileFailed');
    }
  });
  return node;
}

/** Has the browser save something. */
function offer(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = make('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

function citations(reply) {
  const all = [...(reply.citations || [])];
  for (const part of reply.parts || []) all.push(...(part.citations || []));
  const seen = new Set();
  return all.filter((c) => {
    const key = JSON.stringify([c.document, c.article, c.valid_from]);
    return c.document && !seen.has(key) && seen.add(key);
  });
}

function basis(list) {
  const first = list[0];
  const source = first.document + (first.article ? `, ${first.article}` : '');
  const summary = make('summary', '', make('span', 'cut', put(make('span'), 'basis'),
    tongue(make('span', 'source', source), source)));
  if (list.length > 1) summary.append(put(make('span', 'others'), 'others', list.length - 1));
  const details = make('details', 'basis', summary);
  for (const c of list) {
    const facts = make('dl');
    const add = (key, node) => facts.append(make('div', '', put(make('dt'), key), node));
    add('document', tongue(make('dd', '', c.document), c.document));
    if (c.article) add('article', tongue(make('dd', '', c.article), c.article));
    if (c.valid_from) add('from', put(make('dd'), 'date', c.valid_from));
    if (c.note) add('note', tongue(make('dd', '', c.note), c.note));
    details.append(facts);
  }
  return details;
}

function progress(guide) {
  const bar = make('progress');
  bar.max = guide.of;
  bar.value = guide.done;
  bar.setAttribute('aria-hidden', 'true');
  return make('p', 'progress', put(make('span'), 'progress', guide.done, guide.of), bar);
}

/** The line that names the legal basis: on this page it stands below the answer, where it can be opened. */
function withoutBasis(text) {
  return text.split('\n').filter((line) => !/^(Căn cứ|Source): /.test(line)).join('\n');
}

/** An answer's words: the short answer, its details behind one press, and what comes after them. */
function words(text, list) {
  const shown = (part) => blocks(list.length ? withoutBasis(part) : part);
  const [short, rest = ''] = text.split(/\n\n(?:Chi tiết|Details):\n/);
  const end = rest.search(/^(Căn cứ|Nguồn|Source): /m);
  const node = make('div', 'words', ...shown(short));
  if (rest) {
    const more = end < 0 ? rest : rest.slice(0, end);
    node.append(make('details', 'more', put(make('summary'), 'details'), ...blocks(more)));
    node.append(...shown(rest.slice(more.length)));
  }
  return tongue(node, text);
}

function answer(event) {
  const reply = event.reply || {};
  const list = citations(reply);
  const node = bubble(event.by === 'officer' ? 'officer' : 'bot', event.at, words(reply.text || '', list));
  const body = node.querySelector('.body');
  if (reply.guide && reply.guide.of > 0) body.prepend(progress(reply.guide));
  if (list.length) body.append(basis(list));
  return node;
}

function nodeOf(event) {
  if (event.type === 'replied') return answer(event);
  if (event.type === 'speaker') {
    const key = `speaker_${event.speaker}`;
    return say(key) ? make('p', 'line', put(make('span'), key)) : null;
  }
  if (event.type === 'moved') {
    return event.conversation ? null : make('p', 'line', put(make('span'), `moved_${event.channel}`));
  }
  if (event.type === 'file' && !event.file) {
    return bubble('you', event.at, make('p', 'typed', [say('sharedThere', event.name), event.text].filter(Boolean).join('\n')));
  }
  if (event.type === 'file') return bubble(event.by === 'officer' ? 'officer' : 'you', event.at, paper(event.file));
  if (event.type !== 'said') return null;
  if (isFeedback(event)) return thanks(event);
  if (event.by === 'officer') {
    return bubble('officer', event.at, tongue(make('div', 'words', ...blocks(event.text || '')), event.text || ''));
  }
  return bubble('you', event.at, make('p', 'typed', event.text || ''));
}

/** Where events go: before the first bubble that is still on its way. */
function firstWaiting() {
  for (const [, b] of bubbles) if (b.isConnected) return b;
  return null;
}

function separate(at, before) {
  const day = new Date(at).toDateString();
  if (day === shownDay) return;
  shownDay = day;
  log.insertBefore(make('p', 'line day', put(make('span'), 'day', at)), before);
}

function state(node, key, ...args) {
  const field = node.querySelector('.state');
  field.textContent = '';
  if (key) field.append(put(make('span'), key, ...args));
  return field;
}

function button(key, act) {
  const node = put(make('button', 'again'), key);
  node.type = 'button';
  node.addEventListener('click', act);
  return node;
}

// ---- what the conversation tells

const talk = new Talk({
  language,

  clear() {
    log.textContent = '';
    bubbles.clear();
    shownDay = '';
    offered = null;
    unseen = 0;
    pinned = true;
    busyRestoring = true;
    log.setAttribute('aria-live', 'off');
    showOffer();
  },

  event(event, entry) {
    keepPlace(() => {
      let node = entry && bubbles.get(entry.client_id);
      if (node) {
        bubbles.delete(entry.client_id);
        const next = firstWaiting();
        if (next && node.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_PRECEDING) log.insertBefore(node, next);
        const typed = node.querySelector('.typed');
        if (typed && event.text && typed.textContent !== event.text) typed.textContent = event.text;
        const sheet = node.querySelector('.paper');
        if (sheet && event.file) sheet.replaceWith(paper(event.file));
      } else {
        node = nodeOf(event);
        if (!node) return null;
        const before = firstWaiting();
        separate(event.at, before);
        if (!busyRestoring) node.classList.add('new');
        log.insertBefore(node, before);
      }
      if (event.type === 'replied') {
        const choices = ((event.reply || {}).choices || []).filter((c) => c.label && c.value);
        offered = event.by === 'officer' || !choices.length ? null : { choices, rated: false };
      } else if ((event.type === 'speaker' && event.speaker === 'officer') || event.type === 'moved') {
        offered = null;
        if (event.type === 'moved') moved(event);
      } else if ((event.type === 'said' || event.type === 'file') && event.by !== 'officer') {
        close(event);
      }
      showOffer();
      return entry ? null : node;
    });
  },

  entry(entry) {
    let node = bubbles.get(entry.client_id);
    if (!node && entry.state === 'sent') return;
    if (!node) {
      node = isFeedback(entry) ? thanks(entry)
        : bubble('you', entry.at, entry.file ? paper(entry.file) : make('p', 'typed', entry.text || entry.label));
      bubbles.set(entry.client_id, node);
      separate(entry.at, null);
      if (!busyRestoring) node.classList.add('new');
      log.append(node);
      close(entry);
      showOffer();
      bottom();
    }
    const follow = pinned;
    drawState(entry, node);
    showWelcome();
    if (follow && !busyRestoring) bottom();
  },

  drop(entry) {
    const node = bubbles.get(entry.client_id);
    if (node) node.remove();
    bubbles.delete(entry.client_id);
    showWelcome();
  },

  state() {
    const restoring = Boolean(talk.session) && !talk.loaded && !talk.lost;
    $('loading').hidden = !restoring;
    if (busyRestoring && !restoring) {
      busyRestoring = false;
      const seen = kept.get('seen') || 0;
      if (away()) missed = talk.events.filter((e) => e.seq > seen && e.by !== 'citizen' && e.by !== 'system').length;
      showMissed();
      bottom();
      setTimeout(() => log.setAttribute('aria-live', 'polite'), 100);
    }
    showWelcome();
    showTyping();
    showNotice();
  },
});

function drawState(entry, node) {
  node.classList.toggle('bad', entry.state === 'failed' || entry.state === 'refused' || entry.state === 'stopped');
  const seconds = Math.max(1, Math.round((talk.sendAt - Date.now()) / 1000));
  if (entry.state === 'sent') {
    for (const old of log.querySelectorAll('.you .state')) if (old.closest('.msg') !== node) old.textContent = '';
    state(node, isFeedback(entry) ? null : 'sent');
    if (entry.file && !entry.told) announce(say('fileSent', entry.file.name));
    entry.told = true;
  } else if (entry.state === 'sending' && entry.progress !== undefined) {
    const field = state(node, 'uploading', entry.progress);
    const bar = make('progress', 'upload');
    bar.max = 100;
    bar.value = entry.progress;
    bar.setAttribute('aria-hidden', 'true');
    field.append(bar);
  } else if (entry.state === 'sending' || entry.state === 'stopped') {
    state(node, entry.state === 'sending' ? 'sending' : 'failed');
  } else if (entry.state === 'failed') {
    const key = !navigator.onLine ? 'failed' : entry.busy ? 'busyIn' : 'failedIn';
    const text = node.querySelector('.state > span');
    const retry = node.querySelector('.again');
    if (text && Boolean(retry) === !talk.obeyed) {
      put(text, key, seconds);
    } else {
      const field = state(node, key, seconds);
      if (!talk.obeyed) field.append(button('again', () => talk.retry()));
    }
    if (!entry.told) announce(say('failed'));
    entry.told = true;
  } else if (entry.state === 'refused') {
    const { status, detail, gone } = entry.why || {};
    if (entry.file) {
      const why = gone ? say('fileGone') : detail || say('fileType');
      state(node, 'refused', why).append(button('remove', () => {
        talk.withdraw(entry);
        input.focus();
      }));
      announce(say('refused', why));
      return;
    }
    const why = status === 413 ? say('tooLong') : detail || (status === 409 ? say('conflict') : '');
    state(node, 'refused', why).append(button('edit', () => {
      const text = entry.text || entry.label;
      talk.withdraw(entry);
      input.value = input.value.trim() ? `${text}\n${input.value}` : text;
      typed();
      input.focus();
    }));
    announce(say('refused', why));
  }
}

function announce(text) {
  $('status').textContent = '';
  setTimeout(() => { $('status').textContent = text; }, 50);
}

// ---- the reader's place

const scroller = document.scrollingElement || document.documentElement;

function atBottom() {
  return window.innerHeight + window.scrollY >= scroller.scrollHeight - $('dock').offsetHeight - 60;
}

function bottom() {
  if (log.childElementCount) window.scrollTo(0, scroller.scrollHeight);
  pinned = true;
  unseen = 0;
  showDown();
}

/** Changes the log; follows to the new message if the reader was at the end, else says that there is one. */
function keepPlace(change) {
  const follow = pinned;
  const node = change();
  showWelcome();
  if (busyRestoring) return;
  if (follow) {
    window.scrollTo(0, scroller.scrollHeight);
    if (node && node.classList.contains('msg')) {
      const top = node.getBoundingClientRect().top;
      const room = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
      if (top < room) window.scrollBy(0, top - room);
    }
  } else if (node && node.classList.contains('msg')) {
    unseen++;
  }
  if (away() && node && node.classList.contains('msg') && !node.classList.contains('you')) missed++;
  showMissed();
  pinned = atBottom();
  showDown();
}

function showDown() {
  if (pinned) unseen = 0;
  const hidden = pinned || !log.childElementCount;
  if ($('down').hidden !== hidden) $('down').hidden = hidden;
  $('down').classList.toggle('fresh', unseen > 0);
  const key = unseen ? 'fresh' : 'more';
  if ($('down-text').dataset.t !== key) put($('down-text'), key);
}

window.addEventListener('scroll', () => {
  pinned = atBottom();
  showDown();
}, { passive: true });
window.addEventListener('resize', () => {
  if (pinned) bottom();
});
$('down').addEventListener('click', () => {
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  window.scrollTo({ top: scroller.scrollHeight, behavior: calm ? 'auto' : 'smooth' });
  (coarse ? log : input).focus({ preventScroll: true });
});

// ---- what came while nobody looked

const host = embed({
  opened() {
    showMissed();
    if (!coarse) input.focus({ preventScroll: true }); else log.focus({ preventScroll: true });
  },
  closed() {
    menu(false);
    showMissed();
  },
});

function away() {
  return document.hidden || host.closed;
}

/** Counts in the title and on the button of the site around; looking at the page is reading it. */
function showMissed() {
  if (!away()) {
    missed = 0;
    if (talk.loaded && talk.last) kept.set('seen', talk.last);
  }
  const title = missed ? say('missed', missed) : say('page');
  if (document.title !== title) document.title = title;
  host.say({ motcua: 'unread', count: missed });
}

document.addEventListener('visibilitychange', showMissed);
$('minimise').addEventListener('click', () => host.close());

// ---- around the log

function showWelcome() {
  const hide = Boolean(talk.session) || log.childElementCount > 0;
  if ($('welcome').hidden !== hide) $('welcome').hidden = hide;
}

function showTyping() {
  const wanted = talk.waiting && speaker() !== 'officer';
  if (!wanted) {
    clearTimeout(typingTimer);
    typingTimer = 0;
    $('typing').hidden = true;
  } else if (!typingTimer) {
    typingTimer = setTimeout(() => {
      const follow = pinned;
      $('typing').hidden = false;
      announce(say('typing'));
      if (follow) bottom();
    }, 300);
  }
}

function speaker() {
  for (let i = talk.events.length - 1; i >= 0; i--) if (talk.events[i].type === 'speaker') return talk.events[i].speaker;
  return 'bot';
}

function showNotice() {
  const key = talk.lost ? 'gone' : talk.away ? 'movedAway' : !navigator.onLine ? 'offline' : talk.unreachable ? 'unreachable' : flash;
  const box = $('notice');
  if (box.dataset.key === (key || '')) return;
  const follow = pinned;
  box.dataset.key = key || '';
  box.textContent = '';
  if (key) box.append(put(make('p'), key, ...(key === 'fileLarge' ? [LARGEST] : key === 'movedAway' ? [NAMES[talk.away]] : [])));
  if (key === 'movedAway') box.append(button('haveCode', () => askForCode('')));
  if (key === 'gone' || key === 'movedAway') {
    box.append(button('restart', () => {
      talk.leave(true);
      input.focus();
    }));
  }
  if (follow) bottom();
}

/** What the citizen said ends the offer; a rating ends only the question for it. */
function close(said) {
  if (!offered) return;
  if (isFeedback(said)) offered.rated = true; else offered = null;
}

function showOffer() {
  const box = $('offer');
  box.textContent = '';
  if (!offered) return;
  const plain = plainChoices();
  const rating = offered.rated ? [] : offered.choices.filter((c) => isFeedback({ choice: c.value }));
  if (plain.length) {
    const group = label(make('div', 'choices'), 'choose');
    group.setAttribute('role', 'group');
    plain.forEach((choice, i) => {
      const node = tongue(make('button', '', make('span', '', choice.label)), choice.label);
      if (i < 9) {
        const digit = make('kbd', '', String(i + 1));
        digit.setAttribute('aria-hidden', 'true');
        node.prepend(digit);
      }
      node.type = 'button';
      node.addEventListener('click', () => pick(choice));
      group.append(node);
    });
    box.append(group);
  }
  if (rating.length) {
    const name = put(make('span'), 'useful');
    name.id = 'useful';
    const group = make('div', 'rating', name);
    group.setAttribute('role', 'group');
    group.setAttribute('aria-labelledby', 'useful');
    for (const choice of rating) {
      const node = tongue(make('button', '', choice.label), choice.label);
      node.type = 'button';
      node.addEventListener('click', () => pick(choice));
      group.append(node);
    }
    box.append(group);
  }
  if (!busyRestoring && plain.length) announce(say('choices', plain.length));
}

function pick(choice) {
  if (stopped()) return;
  if (/^move:/.test(choice.value)) {
    goOn(choice.value.slice(5));
    return;
  }
  flashed(null);
  const inside = $('offer').contains(document.activeElement);
  talk.send({ choice: choice.value, label: choice.label });
  if (inside) (coarse ? log : input).focus({ preventScroll: true });
}

// ---- writing

function stopped() {
  if (!talk.lost && !talk.away) return false;
  $('notice').querySelector('button').focus();
  return true;
}

function flashed(key) {
  flash = key;
  showNotice();
}

const plainChoices = () => (offered ? offered.choices.filter((c) => !isFeedback({ choice: c.value })) : []);

/** The choice that a message means which is nothing but its number. Only sending picks: a question may begin with one. */
function numbered(text) {
  return /^[1-9]$/.test(text) ? plainChoices()[Number(text) - 1] : undefined;
}

function submit() {
  const text = input.value.normalize('NFC').trim();
  if (!text) {
    input.focus();
    return;
  }
  if (text.length > LIMIT) {
    announce(say('over', text.length - LIMIT));
    input.focus();
    return;
  }
  if (stopped()) return;
  flashed(null);
  input.value = '';
  typed();
  const choice = numbered(text);
  talk.send(choice ? { choice: choice.value, label: choice.label } : { text });
  input.focus({ preventScroll: true });
}

let warned = 0;

function typed() {
  const length = input.value.normalize('NFC').trim().length;
  const count = $('count');
  const level = length > LIMIT ? 2 : length > LIMIT - 500 ? 1 : 0;
  count.hidden = level === 0;
  count.classList.toggle('over', level === 2);
  if (level) put(count, level === 2 ? 'over' : 'count', level === 2 ? length - LIMIT : length);
  if (level > warned) announce(level === 2 ? say('over', length - LIMIT) : say('near'));
  warned = level;
  if (level === 2) input.setAttribute('aria-invalid', 'true'); else input.removeAttribute('aria-invalid');
  const follow = pinned;
  input.style.height = 'auto';
  input.style.height = `${input.scrollHeight + 2}px`;
  if (follow) bottom();
  passing.set('draft', input.value || null);
}

input.addEventListener('input', typed);
input.addEventListener('keydown', (e) => {
  if (e.isComposing || e.keyCode === 229) return;
  if (e.key === 'Enter' && !e.shiftKey && !e.ctrlKey && !e.altKey && !e.metaKey) {
    e.preventDefault();
    submit();
  }
});
$('send').addEventListener('click', submit);
$('form').addEventListener('submit', (e) => {
  e.preventDefault();
  submit();
});

// ---- files

async function share(chosen) {
  if (!chosen.length || stopped()) return;
  flashed(null);
  for (const one of chosen) {
    const { file, wrong } = await prepared(one);
    if (file) talk.share(file); else flashed(wrong);
  }
}

function attaching(open) {
  $('attach-list').hidden = !open;
  if (coarse) $('attach').setAttribute('aria-expanded', String(open));
}

if (coarse) {
  $('attach').setAttribute('aria-expanded', 'false');
  $('attach').setAttribute('aria-controls', 'attach-list');
}
$('attach').addEventListener('click', () => {
  if (coarse) attaching($('attach-list').hidden); else $('file').click();
});
for (const [opener, chooser] of [['camera-open', 'camera'], ['file-open', 'file']]) {
  $(opener).addEventListener('click', () => {
    attaching(false);
    $('attach').focus();
    $(chooser).click();
  });
  $(chooser).addEventListener('change', () => {
    share([...$(chooser).files]);
    $(chooser).value = '';
  });
}
document.addEventListener('pointerdown', (e) => {
  if (!$('attach-menu').contains(e.target)) attaching(false);
});
$('attach-menu').addEventListener('keydown', (e) => {
  if (e.key === 'Escape' && !$('attach-list').hidden) {
    e.preventDefault();
    attaching(false);
    $('attach').focus();
  }
});

input.addEventListener('paste', (e) => {
  const files = [...((e.clipboardData && e.clipboardData.files) || [])];
  if (!files.length || e.clipboardData.getData('text/plain')) return;
  e.preventDefault();
  share(files);
});

const carriesFiles = (e) => Boolean(e.dataTransfer) && [...e.dataTransfer.types].includes('Files');
let hovering = 0;
document.addEventListener('dragenter', (e) => {
  if (carriesFiles(e)) $('drop').hidden = ++hovering === 0;
});
document.addEventListener('dragleave', (e) => {
  if (carriesFiles(e)) $('drop').hidden = (hovering = Math.max(0, hovering - 1)) === 0;
});
document.addEventListener('dragover', (e) => {
  if (carriesFiles(e)) e.preventDefault();
});
document.addEventListener('drop', (e) => {
  hovering = 0;
  $('drop').hidden = true;
  if (!carriesFiles(e)) return;
  e.preventDefault();
  share([...e.dataTransfer.files]);
});

for (const chip of $('chips').querySelectorAll('button')) {
  chip.addEventListener('click', () => {
    if (stopped()) return;
    talk.send({ text: chip.textContent });
    (coarse ? log : input).focus({ preventScroll: true });
  });
}

// ---- menu, size, language

function menu(open) {
  $('menu-list').hidden = !open;
  $('menu-open').setAttribute('aria-expanded', String(open));
}

$('menu-open').addEventListener('click', () => menu($('menu-list').hidden));
document.addEventListener('pointerdown', (e) => {
  if (!$('menu').contains(e.target)) menu(false);
});
$('menu').addEventListener('focusout', (e) => {
  if (e.relatedTarget && !$('menu').contains(e.relatedTarget)) menu(false);
});
$('menu').addEventListener('keydown', (e) => {
  if (e.key === 'Escape' && !$('menu-list').hidden) {
    e.preventDefault();
    menu(false);
    $('menu-open').focus();
  }
});

function resize(step) {
  const size = Math.max(0, Math.min(SIZES.length - 1, step));
  document.documentElement.dataset.size = String(size);
  kept.set('size', size || null);
  return size;
}

function sized(by) {
  const follow = pinned;
  const size = resize((kept.get('size') || 0) + by);
  announce(say('sizeNow', SIZES[size]));
  if (follow) bottom();
  typed();
}

$('size-up').addEventListener('click', () => sized(1));
$('size-down').addEventListener('click', () => sized(-1));

function translate(next) {
  const follow = pinned;
  speak(next);
  const other = next === 'vi' ? 'en' : 'vi';
  $('language').textContent = other.toUpperCase();
  $('language').lang = other;
  $('language').setAttribute('aria-label', other === 'en' ? 'EN – English' : 'VI – Tiếng Việt');
  for (const node of document.querySelectorAll('.words, .source, .choices button, .rating button, dd:not([data-t])')) {
    node.removeAttribute('lang');
    tongue(node, node.textContent);
  }
  for (const node of document.querySelectorAll('.paper-size')) node.textContent = node.textContent.replace(/[.,]/, next === 'vi' ? ',' : '.');
  showMissed();
  if (follow) bottom();
}

$('language').addEventListener('click', () => {
  const next = language() === 'vi' ? 'en' : 'vi';
  kept.set('language', next);
  translate(next);
  const url = new URL(location.href);
  if (next === 'en') url.searchParams.set('lang', 'en'); else url.searchParams.delete('lang');
  history.replaceState(null, '', url.href);
});

/** Asks before something that cannot be undone. */
function confirmed(name, act) {
  menu(false);
  const box = $('ask');
  if (!box.showModal) {
    if (window.confirm(`${say(name + 'Title')}\n${say(name + 'Text')}`)) act();
    return;
  }
  put($('ask-title'), name + 'Title');
  put($('ask-text'), name + 'Text');
  put($('ask-yes'), name + 'Yes');
  box.onclose = () => {
    if (box.returnValue === 'yes') act(); else $('menu-open').focus();
  };
  box.returnValue = '';
  box.showModal();
}

$('ask-yes').addEventListener('click', () => $('ask').close('yes'));
$('ask-no').addEventListener('click', () => $('ask').close('no'));

function blank() {
  talk.leave(false);
  window.scrollTo(0, 0);
  input.focus({ preventScroll: true });
}

$('anew').addEventListener('click', () => confirmed('anew', () => {
  flashed(null);
  blank();
}));

// ---- elsewhere

const NAMES = { zalo: 'Zalo', telegram: 'Telegram', messenger: 'Messenger' };

/** Shows how to go on elsewhere: by a code to send in a channel, by a link to open on the phone. */
async function goOn(where) {
  if (stopped()) return;
  try {
    const link = await talk.link();
    if (where === 'phone') showLink(link);
    else if (link.channels.includes(where)) showCode(where, link.code);
    else flashed('channelOff'); // turned off since the page was made
  } catch {
    flashed('phoneFailed');
  }
}

function showCode(channel, code) {
  put($('go-title'), `go_${channel}`);
  put($('go-text'), 'goText', NAMES[channel]);
  $('go-code').textContent = code;
  $('go-box').showModal();
  $('go-code').focus();
}

const on = document.documentElement.dataset.channels.split(' ');
for (const node of document.querySelectorAll('[data-go]')) {
  node.hidden = !on.includes(node.dataset.go);
  node.addEventListener('click', () => {
    menu(false);
    $('menu-open').focus();
    goOn(node.dataset.go);
  });
}
$('go-close').addEventListener('click', () => $('go-box').close());
$('go-box').addEventListener('close', () => { $('go-code').textContent = ''; });
$('go-copy').addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText($('go-code').textContent);
    announce(say('copied'));
  } catch {
    getSelection().selectAllChildren($('go-code'));
  }
});

/** The conversation is elsewhere now, or another goes on here: what was open to bring that about is done with. */
function moved(event) {
  if ($('go-box').open) $('go-box').close();
  if ($('phone-box').open) $('phone-box').close();
  if (event.conversation) flash = 'continued';
}

/** Asks for a code; one that came in a link still waits for the citizen to agree. */
function askForCode(code) {
  $('code').value = code;
  $('code-wrong').textContent = '';
  $('code-closes').hidden = !talk.session || Boolean(talk.away) || talk.lost;
  if (!$('code-box').open) $('code-box').showModal();
  (code ? $('code-yes') : $('code')).focus();
}

$('code-open').addEventListener('click', () => {
  menu(false);
  $('menu-open').focus();
  askForCode('');
});
$('code-no').addEventListener('click', () => $('code-box').close());
$('code-form').addEventListener('submit', async (e) => {
  e.preventDefault();
  const code = $('code').value.trim();
  const wrong = (text) => {
    $('code-wrong').textContent = text;
    $('code').focus();
  };
  if (!CODE.test(code)) {
    wrong(say('codeShape'));
    return;
  }
  $('code-yes').disabled = true;
  try {
    const why = await talk.redeem(code);
    if (why === null) {
      $('code-box').close();
      flashed('continued');
      input.focus({ preventScroll: true });
    } else {
      wrong(why.split('\n\n')[0]);
    }
  } catch ({ problem }) {
    wrong((problem && problem.detail) || say('unreachable'));
  } finally {
    $('code-yes').disabled = false;
  }
});

/** A link with a code is followed only after the citizen agrees, and the code leaves the address bar at once. */
function followLink() {
  const found = /^#code=([2-9A-Za-z]{3}-?[2-9A-Za-z]{3})$/.exec(location.hash);
  if (!found) return;
  history.replaceState(null, '', location.pathname + location.search);
  askForCode(found[1]);
}

window.addEventListener('hashchange', followLink);

function showLink({ url, qr }) {
  const drawn = drawing(`-4 -4 ${qr.size + 8} ${qr.size + 8}`, qr.path);
  drawn.setAttribute('role', 'img');
  drawn.removeAttribute('aria-hidden');
  drawn.setAttribute('aria-label', say('phoneQr'));
  $('qr').replaceChildren(drawn);
  $('phone-url').value = url;
  $('phone-box').showModal();
  $('phone-close').focus();
}

$('phone').addEventListener('click', () => {
  menu(false);
  $('menu-open').focus();
  goOn('phone');
});
$('phone-close').addEventListener('click', () => $('phone-box').close());
$('phone-box').addEventListener('close', () => {
  $('qr').replaceChildren();
  $('phone-url').value = '';
});
$('phone-url').addEventListener('focus', () => $('phone-url').select());
for (const box of document.querySelectorAll('dialog')) {
  box.addEventListener('keydown', (e) => {
    if (e.key === 'Escape') e.stopPropagation();
  });
}
$('wipe').addEventListener('click', () => confirmed('wipe', () => {
  for (const key of ['size', 'language', 'seen']) kept.set(key, null);
  input.value = '';
  typed();
  resize(0);
  blank();
  flashed('wiped');
}));

$('save').addEventListener('click', () => {
  menu(false);
  $('menu-open').focus();
  const lines = [say('page'), say('purpose'), new Date().toLocaleString('vi-VN'), ''];
  for (const event of talk.events) {
    if (event.type === 'moved') {
      if (!event.conversation) lines.push(`— ${say(`moved_${event.channel}`)} —`, '');
      continue;
    }
    if (event.type === 'speaker') {
      lines.push(`— ${say(`speaker_${event.speaker}`) || event.speaker} —`, '');
      continue;
    }
    const who = event.type === 'replied' ? (event.by === 'officer' ? 'officer' : 'bot') : event.by === 'officer' ? 'officer' : 'you';
    const reply = event.reply || {};
    lines.push(`[${say('date', new Date(event.at).toISOString())} ${clock(event.at)}] ${say(who)}:`);
    const told = event.file ? `[${event.file.name}, ${size(event.file.size, language())}]`
      : event.type === 'file' ? say('sharedThere', event.name) : event.text || '';
    lines.push(...String(event.type === 'replied' ? reply.text || '' : told).split('\n'));
    for (const choice of (reply.choices || []).filter((c) => !isFeedback({ choice: c.value }))) lines.push(`  ( ) ${choice.label}`);
    for (const c of citations(reply)) {
      lines.push(`  ${say('basis')}${[c.document, c.article, c.valid_from && `${say('from')} ${say('date', c.valid_from)}`, c.note]
        .filter(Boolean).join('; ')}`);
    }
    lines.push('');
  }
  for (const entry of talk.outbox.filter((e) => !e.done)) lines.push(`[${say('failed')}] ${say('you')}: ${entry.file ? entry.file.name : entry.text || entry.label}`, '');
  offer(new Blob(['\uFEFF' + lines.join('\r\n')], { type: 'text/plain;charset=utf-8' }),
    `so-tai-chinh-lang-son-${new Date().toISOString().slice(0, 10)}.txt`);
  announce(say('saved'));
});

// ---- begin

const asked = new URLSearchParams(location.search).get('lang');
resize(kept.get('size') || 0);
translate(asked === 'en' || asked === 'vi' ? asked : kept.get('language') === 'en' ? 'en' : 'vi');
input.value = passing.get('draft') || '';
if (location.hash === '#continue') {
  history.replaceState(null, '', location.pathname + location.search);
  flash = (await talk.takeOver()) ? 'continued' : 'notContinued';
}
talk.start();
followLink();
if (input.value) typed();
document.documentElement.classList.add('ready');
