// Turns the plain text of an answer into nodes: paragraphs, lists, links. Text only ever becomes text nodes.

import { put } from './words.js';

export function make(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

const ADDRESS = /https?:\/\/[^\s<>"'“”]+|(?:[a-z0-9-]+\.)+gov\.vn(?:[/?#][^\s<>"'“”]*)?/gi;

function target(written) {
  try {
    const url = new URL(/^https?:\/\//i.test(written) ? written : 'https://' + written);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}

/** Appends `text` to `parent`, addresses as links. */
function inline(parent, text) {
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const before = text.charAt(match.index - 1);
    const bare = !/^https?:/i.test(match[0]);
    let written = match[0].replace(/[.,;:!?'"”»…\]}]+$/, '');
    if (written.endsWith(')') && !written.includes('(')) written = written.replace(/\)+[.,;:!?]*$/, '');
    const after = text.charAt(match.index + written.length);
    if (bare && (/[\p{L}\p{N}@._-]/u.test(before) || /[\p{L}\p{N}@_-]/u.test(after))) continue;
    const href = target(written);
    if (!href) continue;
    parent.append(text.slice(from, match.index));
    const link = make('a', '', written, put(make('span', 'sr'), 'newTab'));
    link.href = href;
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
    parent.append(link);
    from = match.index + written.length;
  }
  parent.append(text.slice(from));
}

/** The blocks of a plain text: p, ul and ol elements in order. */
export function blocks(text) {
  const out = [];
  let open = null;
  let item = null;
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const bullet = /^(\s*)[•–-]\s+(.*)$/.exec(line);
    const number = /^\s*(\d{1,2})[.)]\s+(.*)$/.exec(line);
    if (!line.trim()) {
      open = null;
    } else if (bullet && item && open && open.tagName === 'OL' && bullet[1]) {
      let nested = item.lastElementChild;
      if (!nested || nested.tagName !== 'UL') item.append(nested = make('ul'));
      const inner = make('li');
      inline(inner, bullet[2]);
      nested.append(inner);
    } else if (bullet || number) {
      const tag = bullet ? 'UL' : 'OL';
      if (!open || open.tagName !== tag) {
        open = make(tag);
        if (number && number[1] !== '1') open.start = Number(number[1]);
        out.push(open);
      }
      item = make('li');
      inline(item, (bullet || number)[2]);
      open.append(item);
    } else if (open && open.tagName !== 'P' && /^\s{2,}/.test(line)) {
      item.append(make('br'));
      inline(item, line.trim());
    } else {
      if (open && open.tagName === 'P') {
        open.append(make('br'));
      } else {
        open = make('p');
        out.push(open);
      }
      inline(open, line.trim());
    }
  }
  out.forEach((block, i) => {
    const next = out[i + 1];
    if (block.tagName === 'P' && next && next.tagName !== 'P' && block.textContent.endsWith(':')) block.className = 'head';
  });
  if (out.length > 1 && text.length > 240 && out[0].tagName === 'P') {
    out[0].classList.add('lead');
    if (out[0].textContent.length < 150) out[0].classList.add('short');
  }
  return out;
}

const MARKED = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i;

/** The language a text is written in as far as a screen reader needs to know; null when it cannot be told. */
export function written(text) {
  const words = text.normalize('NFC').split(/\s+/).filter(Boolean);
  const marked = words.filter((word) => MARKED.test(word)).length;
  if (marked > words.length / 4) return 'vi';
  return words.length > 4 && marked <= words.length / 8 ? 'en' : null;
}
