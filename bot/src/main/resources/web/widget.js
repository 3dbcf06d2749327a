// Puts the chat on any website, with one line:
//   <script src="https://motcua.example.vn/widget.js" async></script>
// A button in a shadow DOM and, once it is pressed, a frame of /chat. Tokens stay in the frame: this script never sees one.
// No inline style or script and no HTML text, so that it works under a strict content security policy.

(() => {
  const script = document.currentScript;
  if (!script || document.querySelector('motcua-chat')) return;
  const english = (script.dataset.lang || script.lang || document.documentElement.lang || 'vi').toLowerCase().startsWith('en');
  const chat = new URL('chat', script.src);
  if (english) chat.searchParams.set('lang', 'en');
  const words = english
    ? { name: 'Online support', open: 'Open online support', close: 'Close online support', fresh: (n) => `, ${n} new` }
    : { name: 'Hỗ trợ trực tuyến', open: 'Mở hỗ trợ trực tuyến', close: 'Đóng hỗ trợ trực tuyến', fresh: (n) => `, ${n} tin mới` };
  const OPENED = 'motcua.opened';

  const css = `
    :host { all: initial; position: fixed; z-index: 2147483000; right: 0; bottom: 0;
      font: 600 16px/1.4 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
    [hidden] { display: none !important; }
    button { all: unset; box-sizing: border-box; position: fixed; right: 20px; bottom: 20px; display: flex; align-items: center;
      gap: 10px; min-height: 56px; padding: 0 22px 0 18px; border-radius: 28px; background: #0b5f59; color: #fff;
      box-shadow: 0 6px 24px rgba(20, 30, 30, .3); cursor: pointer; -webkit-tap-highlight-color: transparent; }
    button:hover { background: #084a45; }
    button:focus-visible { outline: 3px solid #fff; outline-offset: -5px; box-shadow: 0 0 0 3px #0b5f59; }
    svg { flex: none; width: 26px; height: 26px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round;
      stroke-linejoin: round; }
    .badge { position: absolute; top: -6px; right: -2px; min-width: 24px; padding: 0 7px; border-radius: 12px; box-sizing: border-box;
      border: 2px solid #fff; background: #b3123a; color: #fff; font-size: 13px; line-height: 20px; text-align: center; }
    .panel { position: fixed; right: 20px; bottom: 88px; width: 410px; height: min(680px, calc(100vh - 108px)); overflow: hidden;
      border-radius: 18px; background: #f8f4ed; box-shadow: 0 12px 48px rgba(20, 30, 30, .35); }
    iframe { display: block; width: 100%; height: 100%; border: 0; color-scheme: normal; }
    .open { padding: 0; width: 56px; justify-content: center; }
    .open .name { display: none; }
    @media (prefers-color-scheme: dark) { .panel { background: #13181a; } }
    @media (max-width: 480px), (max-height: 480px) {
      button { right: 14px; bottom: 14px; }
      .panel { inset: 0; width: 100%; height: 100%; border-radius: 0; }
      .open { display: none; }
    }
    @media (max-width: 360px) { .name { display: none; } button { padding: 0; width: 56px; justify-content: center; } }
    @media print { :host { display: none; } }
  `;

  function make(tag, className, ...children) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    node.append(...children);
    return node;
  }

  function icon(path) {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    line.setAttribute('d', path);
    svg.append(line);
    return svg;
  }

  const host = make('motcua-chat');
  const root = host.attachShadow({ mode: 'open' });
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(make('style', '', css)); // browsers without constructable style sheets
  }
  const talking = icon('M4 5h16v11H9l-5 4z');
  const crossed = icon('M6 6l12 12M18 6L6 18');
  const badge = make('span', 'badge');
  badge.hidden = true;
  const name = make('span', 'name', words.name);
  const button = make('button', '', talking, name, badge);
  button.type = 'button';
  const panel = make('div', 'panel');
  panel.id = 'panel';
  panel.hidden = true;
  panel.setAttribute('role', 'dialog');
  panel.setAttribute('aria-label', words.name);
  button.setAttribute('aria-controls', 'panel');
  button.setAttribute('aria-haspopup', 'dialog');
  host.lang = english ? 'en' : 'vi';
  root.append(panel, button);

  let frame = null;
  let greeted = false;
  let unread = 0;

  function draw() {
    const open = !panel.hidden;
    button.classList.toggle('open', open);
    button.replaceChildren(open ? crossed : talking, name, badge);
    badge.hidden = open || !unread;
    badge.textContent = unread > 99 ? '99+' : String(unread);
    button.setAttribute('aria-expanded', String(open));
    button.setAttribute('aria-label', open ? words.close : words.open + (unread ? words.fresh(unread) : ''));
  }

  function say(message) {
    if (greeted) frame.contentWindow.postMessage(message, chat.origin);
  }

  function load() {
    if (frame) return;
    frame = make('iframe');
    frame.title = words.name;
    frame.referrerPolicy = 'no-referrer';
    frame.src = chat.href;
    frame.addEventListener('load', () => {
      greeted = true;
      say({ motcua: 'hello', open: !panel.hidden });
    });
    panel.append(frame);
  }

  function open() {
    load();
    panel.hidden = false;
    draw();
    frame.focus();
    say({ motcua: 'open' });
    try {
      sessionStorage.setItem(OPENED, '1');
    } catch {
      // then the frame is loaded again only when it is opened again
    }
  }

  function close() {
    if (panel.hidden) return;
    panel.hidden = true;
    say({ motcua: 'closed' });
    draw();
    button.focus();
  }

  button.addEventListener('click', () => (panel.hidden ? open() : close()));
  root.addEventListener('keydown', (e) => {
    if (e.key === 'Escape' && !panel.hidden) {
      e.stopPropagation();
      close();
    }
  });
  window.addEventListener('message', (e) => {
    if (!frame || e.origin !== chat.origin || e.source !== frame.contentWindow || !e.data) return;
    if (e.data.motcua === 'close') close();
    if (e.data.motcua === 'unread' && Number.isInteger(e.data.count) && e.data.count >= 0) {
      unread = e.data.count;
      draw();
    }
  });

  function begin() {
    document.body.append(host);
    draw();
    try {
      if (sessionStorage.getItem(OPENED)) load(); // a talk goes on from page to page: show what is new
    } catch {
      // storage is forbidden
    }
  }

  if (document.body) begin(); else document.addEventListener('DOMContentLoaded', begin);
})();
