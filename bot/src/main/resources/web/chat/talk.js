// The conversation with the server: the outbox, the transcript by number, the socket and what replaces it.
// Knows nothing of the page; tells it through the hooks handed in.

const API = new URL('../../api/v1/', import.meta.url);
const PREFIX = 'motcua.chat.';
const POLL = 5000;
const QUIET = 45000;

/** Storage that never throws: without the browser's, things live as long as the page. */
function guarded(kind) {
  let real = null;
  try {
    real = window[kind];
    real.setItem(PREFIX + 'probe', '1');
    real.removeItem(PREFIX + 'probe');
  } catch {
    real = null;
  }
  const spare = new Map();
  return {
    get(key) {
      if (spare.has(key)) return spare.get(key);
      try {
        return real ? JSON.parse(real.getItem(PREFIX + key)) : null;
      } catch {
        return null;
      }
    },
    set(key, value) {
      spare.delete(key);
      try {
        if (value === null || value === undefined) {
          if (real) real.removeItem(PREFIX + key);
          return;
        }
        if (real) {
          real.setItem(PREFIX + key, JSON.stringify(value));
          return;
        }
      } catch {
        // full or forbidden: keep it here
      }
      spare.set(key, value);
    },
  };
}

export const kept = guarded('localStorage');
export const passing = guarded('sessionStorage');

/** A request that did not succeed. `status` is 0 when there was no answer at all. */
class Trouble extends Error {
  constructor(status, wait, problem) {
    super(`status ${status}`);
    this.status = status;
    this.wait = wait;
    this.problem = problem;
  }
}

function retryAfter(header) {
  if (!header) return 0;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), 600000) : 0;
}

function clientId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

/** What a code that takes a conversation along looks like. */
export const CODE = /^\s*[2-9a-z]{3}[-\s]?[2-9a-z]{3}\s*$/i;

/** Whether something said only rates an answer. */
export const isFeedback = (said) => /^feedback:/.test(said.choice || '');

/** Whether an event is something a person sent. */
const isTold = (event) => event.type === 'said' || event.type === 'file';

export class Talk {
  /**
   * @param hooks language(): 'vi'|'en' of requests;
   *   event(event, entry): a transcript event in order, with the entry of the outbox it is the echo of;
   *   entry(entry): an entry is new or its state changed; drop(entry): take its bubble away;
   *   clear(): forget everything shown; state(): something about loading, reach or end changed
   */
  constructor(hooks) {
    this.hooks = hooks;
    /** Contents of files on their way, by client_id; a reload of the page loses them. */
    this.papers = new Map();
    this.round = 0;
    this.reset();
    window.addEventListener('storage', (e) => {
      if (e.key !== PREFIX + 'session' && e.key !== null) return;
      const now = kept.get('session');
      if ((now && now.conversation) !== (this.session && this.session.conversation)) this.start();
    });
    window.addEventListener('online', () => this.wake());
    window.addEventListener('offline', () => this.hooks.state());
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) this.wake();
    });
    window.addEventListener('pageshow', (e) => {
      if (e.persisted) this.wake();
    });
    setInterval(() => this.tick(), 1000);
  }

  reset() {
    this.round++;
    if (this.abort) this.abort.abort();
    this.abort = new AbortController();
    if (this.socket) this.socket.close();
    this.socket = null;
    this.live = false;
    this.connecting = false;
    this.reconnectAt = 0;
    this.reconnects = 0;
    this.session = null;
    this.events = [];
    this.last = 0;
    this.outbox = [];
    this.loaded = false;
    this.lost = false;
    this.away = null;
    this.unreachable = false;
    this.pumping = false;
    this.sendAt = 0;
    this.obeyed = false;
    this.attempts = 0;
    this.catching = null;
    this.pollAt = 0;
    this.heard = 0;
    this.failures = 0;
  }

  /** Begins with what this device remembers. */
  start() {
    this.reset();
    this.hooks.clear();
    this.session = kept.get('session');
    this.outbox = (kept.get('outbox') || []).map((e) => this.recalled(e));
    this.loaded = !this.session;
    this.hooks.state();
    for (const entry of this.outbox) this.hooks.entry(entry);
    if (this.session) this.load(); else this.pump();
  }

  /** An entry as it was left; a file without its content cannot be sent any more. */
  recalled(e) {
    if (e.file && !this.papers.has(e.client_id)) return { ...e, state: 'refused', why: { status: 0, gone: true } };
    return { ...e, state: e.state === 'refused' ? 'refused' : 'sending' };
  }

  /** Takes over the conversation whose link was followed to this device; false when there is none to be had. */
  async takeOver() {
    try {
      const response = await fetch(new URL('continuation', API), { method: 'POST', credentials: 'same-origin', cache: 'no-store' });
      if (!response.ok) return false;
      const { conversation, token } = await response.json();
      kept.set('session', { conversation, token });
      kept.set('outbox', null);
      kept.set('seen', null);
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Takes over the conversation that a code stands for. The code is typed in a conversation of its own, so that the present
   * one stays as it is when there is no such code.
   * @return null when it goes on here now, else what the server says about the code
   */
  async redeem(code) {
    if (!this.carrier) {
      const { conversation, token } = await this.call('POST', null, { patience: 20000 });
      this.carrier = { conversation, token };
    }
    const session = this.carrier;
    // the same id when the answer was lost: the code is used up then
    if (!this.typed || this.typed.text !== code) this.typed = { client_id: clientId(), text: code };
    const answer = await this.call('POST', 'messages', { body: this.typed, patience: 40000, session });
    this.typed = null;
    const { events } = await this.call('GET', `events?after=${Math.max(0, answer.seq - 1)}`, { patience: 20000, session });
    const moved = events.find((e) => e.type === 'moved' && e.conversation);
    if (!moved) return (answer.replies[0] || {}).text || '';
    this.carrier = null;
    this.follow({ conversation: moved.conversation, token: session.token });
    return null;
  }

  /** Goes on with another conversation that this device holds. */
  follow(session) {
    // what was typed goes along, but no code: it is used up
    this.store((kept.get('outbox') || []).filter((e) => !CODE.test(e.text || '')).map((e) => ({ ...e, after: 0 })));
    kept.set('session', session);
    kept.set('seen', null);
    this.start();
  }

  /** A link, and a code, that take this conversation elsewhere. */
  async link() {
    if (!this.session) await this.open(this.round);
    const link = await this.call('POST', 'continuation', { patience: 15000 });
    if (this.loaded) this.connect();
    return link;
  }

  /** Leaves this conversation. With `keep`, what has not been sent goes into the next one. */
  leave(keep) {
    const waiting = keep ? this.outbox.filter((e) => e.state !== 'refused' && !e.done && !isFeedback(e)) : [];
    this.reset();
    kept.set('session', null);
    kept.set('seen', null);
    const moved = new Map();
    this.store(waiting.map((e) => {
      const id = clientId();
      if (e.file) moved.set(id, this.papers.get(e.client_id));
      return { client_id: id, text: e.file ? undefined : e.text || e.label, file: e.file, at: e.at, after: 0 };
    }));
    this.papers = moved;
    this.start();
  }

  // ---- sending

  /** Puts something the citizen said on its way. */
  send(said) {
    const entry = { client_id: clientId(), ...said, at: new Date().toISOString(), after: this.last, state: 'sending' };
    this.outbox.push(entry);
    this.store((kept.get('outbox') || []).concat(entry));
    this.hooks.entry(entry);
    this.pump();
  }

  /** Puts a file on its way. */
  share(file) {
    const id = clientId();
    this.papers.set(id, file);
    this.send({ client_id: id, file: { name: file.name, size: file.size } });
  }

  /** Tries at once what is waiting, unless the server asked for patience. */
  retry() {
    if (!this.obeyed) this.sendAt = 0;
    this.pump();
  }

  /** Takes back what the server refused. */
  withdraw(entry) {
    this.papers.delete(entry.client_id);
    this.outbox = this.outbox.filter((e) => e !== entry);
    this.store((kept.get('outbox') || []).filter((e) => e.client_id !== entry.client_id));
    this.hooks.drop(entry);
  }

  store(entries) {
    kept.set('outbox', entries.length ? entries.map(({ client_id, text, choice, label, file, at, after, state, why }) =>
      ({ client_id, text, choice, label, file, at, after, why, state: state === 'refused' ? state : undefined })) : null);
  }

  /** True while the oldest message is under way and its answer has not come. */
  get waiting() {
    return Boolean(this.pumping && this.inFlight) && !isFeedback(this.inFlight);
  }

  async pump() {
    if (this.pumping || this.lost || this.away || !this.loaded) return;
    const round = this.round;
    this.pumping = true;
    try {
      for (;;) {
        const entry = this.outbox.find((e) => e.state !== 'refused' && !e.done);
        if (!entry || this.sendAt > Date.now()) return;
        this.turn(entry, 'sending');
        this.inFlight = entry;
        this.hooks.state();
        try {
          if (!this.session) await this.open(round);
          if (round !== this.round) return;
          const answer = entry.file ? await this.upload(entry) : await this.call('POST', 'messages', {
            body: { client_id: entry.client_id, ...(entry.choice ? { choice: entry.choice } : { text: entry.text }) },
            patience: 40000,
          });
          if (round !== this.round) return;
          await this.settle(entry, answer);
          if (round !== this.round) return;
        } catch (trouble) {
          if (round !== this.round) return;
          if (!(trouble instanceof Trouble)) throw trouble;
          if (!this.stumble(entry, trouble)) return;
        } finally {
          if (round === this.round) this.inFlight = null;
        }
      }
    } finally {
      if (round === this.round) {
        this.pumping = false;
        this.hooks.state();
      }
    }
  }

  async open(round) {
    const fresh = await this.call('POST', null, { patience: 20000 });
    if (round !== this.round) return;
    this.session = { conversation: fresh.conversation, token: fresh.token };
    kept.set('session', this.session);
    this.pollAt = Date.now() + POLL;
  }

  /** The server has it: number `seq` is the turn's last event. Shows what is known exactly, else asks. */
  async settle(entry, answer) {
    this.attempts = 0;
    this.sendAt = 0;
    this.obeyed = false;
    entry.done = true;
    entry.until = answer.seq;
    this.store((kept.get('outbox') || []).filter((e) => e.client_id !== entry.client_id));
    this.papers.delete(entry.client_id);
    this.turn(entry, 'sent');
    const replies = answer.replies || [];
    const at = new Date().toISOString();
    // What was not kept as it was typed is shown as it was kept.
    if (!answer.altered && !entry.seq && answer.seq === this.last + 1 + replies.length) {
      const said = entry.file
        ? { seq: this.last + 1, at, type: 'file', by: 'citizen', file: answer.file }
        : { seq: this.last + 1, at, type: 'said', by: 'citizen', text: entry.text || entry.label };
      if (entry.choice) said.choice = entry.choice;
      this.take([said, ...replies.map((reply, i) => ({ seq: said.seq + 1 + i, at, type: 'replied', by: 'bot', reply }))]);
    } else if (answer.seq > this.last) {
      const round = this.round;
      for (let i = 0; this.live && this.last < answer.seq && i < 5; i++) await this.pause(100);
      try {
        for (let i = 0; round === this.round && this.last < answer.seq && i < 2; i++) await this.catchUp();
      } catch {
        this.pollAt = 0;
      }
      if (round !== this.round) return;
    }
    this.reconcile();
    this.connect();
  }

  /** True when the next entry may be tried at once. */
  stumble(entry, { status, wait, problem }) {
    if (status === 401 || status === 404) {
      this.end();
      return false;
    }
    if (status >= 400 && status < 500 && status !== 408 && status !== 425 && status !== 429) {
      entry.why = { status, detail: problem && (problem.detail || problem.title) };
      this.turn(entry, 'refused');
      this.store((kept.get('outbox') || []).map((e) => (e.client_id === entry.client_id ? entry : e)));
      return true;
    }
    const ceiling = Math.min(30000, 1000 * 2 ** this.attempts++);
    this.obeyed = wait > 0;
    this.sendAt = Date.now() + (wait > 0 ? wait + Math.random() * 500 : ceiling * (0.5 + Math.random() / 2));
    entry.busy = status === 429 || status === 503;
    this.turn(entry, 'failed');
    return false;
  }

  turn(entry, state) {
    if (entry.state === state && state !== 'failed') return;
    entry.state = state;
    this.hooks.entry(entry);
  }

  end() {
    this.lost = true;
    this.live = false;
    if (this.socket) this.socket.close();
    for (const entry of this.outbox) if (entry.state !== 'refused') this.turn(entry, 'stopped');
    this.hooks.state();
  }

  // ---- the transcript

  async load() {
    const round = this.round;
    for (let attempt = 0; round === this.round && !this.lost; attempt++) {
      try {
        await this.catchUp();
        if (round !== this.round) return;
        this.loaded = true;
        this.unreachable = false;
        this.hooks.state();
        this.pump();
        this.connect();
        return;
      } catch (trouble) {
        if (round !== this.round || this.lost) return;
        this.unreachable = true;
        this.hooks.state();
        const wait = trouble.wait || Math.min(30000, 1000 * 2 ** attempt) * (0.5 + Math.random() / 2);
        await this.pause(wait, !trouble.wait);
      }
    }
  }

  /** Waits; when `soft`, coming online or into view ends the wait. */
  pause(wait, soft) {
    return new Promise((done) => {
      const timer = setTimeout(done, wait);
      if (soft) this.hurry = () => { clearTimeout(timer); done(); };
    });
  }

  /** Fetches every event after the last one known. */
  catchUp() {
    if (this.catching) return this.catching;
    const round = this.round;
    const run = async () => {
      for (;;) {
        const page = await this.call('GET', `events?after=${this.last}`, { patience: 20000 });
        if (round !== this.round) return;
        const events = page.events || [];
        const before = this.last;
        this.heard = Date.now();
        this.take(events, true);
        if (round !== this.round) return;
        if (!events.length || page.next === null || page.next === undefined || this.last === before) break;
      }
      this.reconcile();
    };
    this.catching = run().catch((trouble) => {
      if (round === this.round && (trouble.status === 401 || trouble.status === 404)) this.end();
      throw trouble;
    }).finally(() => {
      if (round === this.round) this.catching = null;
    });
    return this.catching;
  }

  /** Takes events in order, each number once. A gap is fetched unless the events are all there are. */
  take(events, complete) {
    for (const event of events) {
      if (!event || !(event.seq > this.last)) continue;
      if (!complete && event.seq !== this.last + 1) {
        this.catchUp().catch(() => { this.pollAt = 0; });
        return;
      }
      this.last = event.seq;
      this.events.push(event);
      const entry = isTold(event) && (event.by || 'citizen') === 'citizen' ? this.echoOf(event, events) : null;
      if (entry) {
        entry.seq = event.seq;
        // it is there: after a reload, when its content is gone, it must not look as if it were not
        if (entry.file) this.store((kept.get('outbox') || []).filter((e) => e.client_id !== entry.client_id));
        if (entry.state !== 'sent') this.turn(entry, 'sent');
      }
      this.hooks.event(event, entry);
      if (event.type === 'moved' && event.conversation) {
        this.follow({ conversation: event.conversation, token: this.session.token });
        return;
      }
      if (event.type === 'moved') {
        this.away = event.channel === 'web' ? null : event.channel;
        this.hooks.state();
      }
    }
  }

  /** The message of ours that `event` most likely is; `reconcile` corrects it once the server has said. */
  echoOf(event, events) {
    const open = this.outbox.filter((e) => !e.seq && e.state !== 'refused' && event.seq > e.after
      && (e.done ? event.seq <= e.until : e === this.inFlight || e.state !== 'sending'));
    if (event.type === 'file') return open.find((e) => e.file) || null;
    const same = open.find((e) => !e.file && (event.choice ? e.choice === event.choice : !e.choice && e.text === event.text));
    if (same) return same;
    const last = (until) => !events.some((e) => isTold(e) && e.seq > event.seq && e.seq <= until);
    return open.find((e) => !e.file && (e.done ? last(e.until) : e === this.inFlight)) || null;
  }

  /** Every answered message has its event by now: bubbles that were shown twice go. */
  reconcile() {
    for (const entry of this.outbox.filter((e) => e.done && e.until <= this.last)) {
      if (!entry.seq) this.hooks.drop(entry);
    }
    this.outbox = this.outbox.filter((e) => !(e.done && e.until <= this.last));
  }

  // ---- live

  async connect() {
    if (!this.session || this.lost || this.away || !this.loaded || this.socket || this.connecting || !('WebSocket' in window)) return;
    if (this.reconnectAt > Date.now()) return;
    const round = this.round;
    this.connecting = true;
    try {
      const { ticket } = await this.call('POST', 'ticket', { patience: 15000 });
      if (round !== this.round || this.lost) return;
      const url = new URL(`conversations/${encodeURIComponent(this.session.conversation)}/socket`, API);
      url.protocol = url.protocol.replace('http', 'ws');
      const socket = new WebSocket(url.href);
      this.socket = socket;
      const opened = setTimeout(() => socket.close(), 15000);
      socket.onopen = () => {
        clearTimeout(opened);
        if (round !== this.round || socket !== this.socket) return;
        socket.send(JSON.stringify({ ticket, after: this.last }));
        this.live = true;
        this.liveSince = this.heard = Date.now();
      };
      socket.onmessage = (frame) => {
        if (round !== this.round || socket !== this.socket) return;
        this.heard = Date.now();
        try {
          this.take([].concat(JSON.parse(frame.data)));
        } catch {
          this.catchUp().catch(() => {});
        }
      };
      socket.onclose = () => {
        clearTimeout(opened);
        if (round !== this.round || socket !== this.socket) return;
        if (this.live && Date.now() - this.liveSince > 20000) this.reconnects = 0;
        this.socket = null;
        this.live = false;
        this.later();
      };
    } catch (trouble) {
      if (round === this.round) this.later(trouble.wait);
    } finally {
      if (round === this.round) this.connecting = false;
    }
  }

  later(wait) {
    const ceiling = Math.min(30000, 2000 * 2 ** this.reconnects++);
    this.reconnectAt = Date.now() + Math.max(wait || 0, 1000 + Math.random() * (ceiling - 1000));
  }

  /** Every second: resend, reconnect, and while no socket is open, look every five seconds. */
  tick() {
    const now = Date.now();
    if (this.lost) return;
    const next = this.outbox.find((e) => e.state !== 'refused' && !e.done);
    if (next && !this.pumping) {
      if (this.sendAt <= now) this.pump(); else if (next.state === 'failed') this.hooks.entry(next);
    }
    if (!this.session || !this.loaded || this.away) return;
    if (!document.hidden) this.connect();
    const due = this.live ? now - this.heard > QUIET : this.pollAt <= now;
    if (due && !document.hidden && !this.catching) {
      this.heard = now;
      this.pollAt = now + POLL;
      this.catchUp().then(() => {
        this.failures = 0;
        this.reached(true);
      }, (trouble) => {
        this.failures++;
        this.pollAt = Date.now() + Math.max(trouble.wait || 0, Math.min(30000, POLL * this.failures));
        if (this.failures > 1) this.reached(false);
      });
    }
  }

  reached(yes) {
    if (this.unreachable === !yes) return;
    this.unreachable = !yes;
    this.hooks.state();
  }

  /** The network or the reader came back. */
  wake() {
    this.hooks.state();
    if (this.lost) return;
    if (this.hurry) this.hurry();
    this.attempts = 0;
    this.reconnectAt = 0;
    this.failures = 0;
    this.pollAt = 0;
    this.retry();
    if (this.session && this.loaded) {
      if (this.live) this.heard = 0;
      this.tick();
    }
  }

  // ---- requests

  /** Sends a file; only this old way of asking tells how far it is. */
  upload(entry) {
    return new Promise((done, fail) => {
      const form = new FormData();
      form.append('client_id', entry.client_id);
      form.append('file', this.papers.get(entry.client_id), entry.file.name);
      const request = new XMLHttpRequest();
      const mine = this.abort;
      const left = () => request.abort();
      const over = (trouble) => {
        mine.signal.removeEventListener('abort', left);
        entry.progress = undefined;
        if (trouble) fail(trouble);
      };
      mine.signal.addEventListener('abort', left);
      request.open('POST', new URL(`conversations/${encodeURIComponent(this.session.conversation)}/files`, API));
      request.timeout = 120000;
      request.setRequestHeader('Accept', 'application/json, application/problem+json');
      request.setRequestHeader('Accept-Language', this.hooks.language());
      request.setRequestHeader('Authorization', `Bearer ${this.session.token}`);
      request.upload.onprogress = (e) => {
        if (!e.lengthComputable) return;
        entry.progress = Math.min(100, Math.round((e.loaded / e.total) * 100));
        this.hooks.entry(entry);
      };
      request.onload = () => {
        let answer = null;
        try {
          answer = JSON.parse(request.responseText);
        } catch {
          // not from our server
        }
        if (request.status === 200 && answer) {
          over();
          done(answer);
        } else {
          over(new Trouble(request.status, retryAfter(request.getResponseHeader('Retry-After')), answer));
        }
      };
      request.onerror = request.ontimeout = request.onabort = () => over(new Trouble(0, 0, null));
      request.send(form);
    });
  }

  /** The content of a file of this conversation. */
  async download(file) {
    const url = new URL(`conversations/${encodeURIComponent(this.session.conversation)}/files/${encodeURIComponent(file.id)}`, API);
    const response = await fetch(url, { headers: { Authorization: `Bearer ${this.session.token}` }, cache: 'no-store' });
    if (!response.ok) throw new Trouble(response.status, 0, null);
    return response.blob();
  }

  async call(method, what, { body, patience, session = this.session }) {
    const headers = { Accept: 'application/json, application/problem+json', 'Accept-Language': this.hooks.language() };
    let url = new URL('conversations', API);
    if (what) {
      url = new URL(`conversations/${encodeURIComponent(session.conversation)}/${what}`, API);
      headers.Authorization = `Bearer ${session.token}`;
    }
    if (body) headers['Content-Type'] = 'application/json';
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patience);
    const left = () => stop.abort();
    this.abort.signal.addEventListener('abort', left);
    const mine = this.abort;
    try {
      const response = await fetch(url, {
        method, headers, body: body ? JSON.stringify(body) : undefined, signal: stop.signal, cache: 'no-store',
        credentials: 'same-origin',
      });
      if (response.ok) return await response.json();
      const problem = await response.json().catch(() => null);
      throw new Trouble(response.status, retryAfter(response.headers.get('Retry-After')), problem);
    } catch (e) {
      throw e instanceof Trouble ? e : new Trouble(0, 0, null);
    } finally {
      clearTimeout(timer);
      mine.signal.removeEventListener('abort', left);
    }
  }
}
