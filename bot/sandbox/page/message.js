// One message, or one album, as Telegram would show it. What a tap does is the pane's business.

import { element } from './net.js';
import { brief, showDay, showSize, t } from './words.js';

const url = f => '/page/file/' + encodeURIComponent(f.id);

export const drawDay = day => element('div', { class: 'day' }, showDay(day));

export function drawService(m) {
  return element('div', { class: 'service', 'data-id': m.id, 'data-day': m.day }, (m.service === 'pinned' ? m.name + ' ' : '') + brief(m));
}

// drawMessage draws the messages of one album together; a single message is an album of one. follows tells that the one above is by the
// same person, so that the name need not be repeated.
export function drawMessage(pane, album, follows) {
  const m = album[0];
  const mine = m.from === pane.person;
  const words = album.find(x => x.text) || m;
  const text = element('div', { class: 'text' });
  text.innerHTML = words.html || ''; // rendered and escaped by the server
  wireText(pane, text);
  const media = drawMedia(pane, album);
  const bubble = element('div', { class: 'bubble' + (media && media.classList.contains('visual') ? ' pictured' : '') },
    !mine && !follows ? element('div', { class: 'name' }, m.name) : null,
    m.forward ? element('div', { class: 'forward' }, t('forwarded')(m.forward)) : null,
    m.answered ? drawAnswered(pane, m) : null,
    words.above ? text : null,
    media,
    m.card ? element('div', { class: 'card' }, m.card) : null,
    words.above || !words.text ? null : text,
    drawReactions(pane, m),
    drawMeta(pane, m));
  const classes = 'message' + (mine ? ' mine' : '') + (follows ? ' follows' : '');
  return element('article', { class: classes, 'data-id': m.id, 'data-day': m.day, 'data-from': m.from }, bubble, drawButtons(pane, m));
}

function drawAnswered(pane, m) {
  return element('button', { class: 'answers', type: 'button', onclick: () => pane.show(m.reply_to) },
    element('b', {}, m.answered.name), element('span', {}, m.answered.text || '📎'));
}

function drawMeta(pane, m) {
  return element('div', { class: 'meta' },
    element('button', { type: 'button', class: 'act', 'aria-label': t('actions'), 'aria-haspopup': 'menu', onclick: e => pane.actions(m, e.currentTarget) }, '⋯'),
    m.edited ? element('span', {}, t('edited')) : null,
    m.silent ? element('span', { title: t('silent'), 'aria-label': t('silent') }, '🔕') : null,
    element('time', {}, m.date));
}

// drawReactions counts equal emoji; one's own can be taken back with a tap.
function drawReactions(pane, m) {
  const counts = new Map();
  for (const r of m.reactions || []) counts.set(r.emoji, [...(counts.get(r.emoji) || []), r.from]);
  if (!counts.size) return null;
  return element('div', { class: 'reactions' }, [...counts].map(([emoji, from]) => {
    const own = from.includes(pane.person);
    return element('button', { type: 'button', class: own ? 'own' : '', 'aria-pressed': String(own), onclick: () => pane.react(m, own ? '' : emoji) }, emoji + (from.length > 1 ? ' ' + from.length : ''));
  }));
}

function drawButtons(pane, m) {
  if (!m.buttons) return null;
  const draw = b => element('button', { type: 'button', class: b.style || '', onclick: e => pane.press(m, b, e.currentTarget) }, b.text, b.url ? element('i', { 'aria-hidden': 'true' }, '↗') : null);
  return element('div', { class: 'buttons' }, m.buttons.map(row => element('div', {}, row.map(draw))));
}

// drawMedia lays pictures and films out in a grid, and lists everything else.
function drawMedia(pane, album) {
  const files = album.flatMap(m => (m.files || []).map(f => ({ ...f, hidden: m.spoiler })));
  if (!files.length) return null;
  const visual = files.filter(f => f.kind === 'photo' || f.kind === 'video' || f.kind === 'animation');
  if (visual.length < files.length) return element('div', { class: 'files' }, files.map(drawFile));
  return element('div', { class: 'visual many' + Math.min(visual.length, 4) }, visual.map(f => drawPicture(pane, f)));
}

function drawFile(f) {
  if (f.kind === 'voice' || f.kind === 'audio') return element('div', { class: 'sound' }, element('audio', { controls: true, src: url(f), preload: 'none' }), f.kind === 'audio' ? element('span', {}, f.name) : null);
  return element('a', { class: 'file', href: url(f), download: f.name }, element('span', { class: 'sheet', 'aria-hidden': 'true' }, (f.name.split('.').pop() || '').slice(0, 4)),
    element('span', {}, element('b', {}, f.name), element('small', {}, showSize(f.size))));
}

function drawPicture(pane, f) {
  if (f.kind !== 'photo') return element('video', { controls: true, src: url(f), preload: 'metadata', loop: f.kind === 'animation', muted: f.kind === 'animation' });
  const picture = element('img', { src: url(f), alt: f.name || t('photo'), width: f.width, height: f.height, loading: 'lazy' });
  const frame = element('button', { type: 'button', class: f.hidden ? 'veiled' : '', 'aria-label': f.hidden ? t('spoiler') : t('photo') }, picture);
  frame.addEventListener('click', () => {
    if (frame.classList.contains('veiled')) frame.classList.remove('veiled');
    else pane.view(url(f), f.name);
  });
  return frame;
}

// wireText gives life to links, commands, spoilers, code and long quotations.
function wireText(pane, text) {
  for (const a of text.querySelectorAll('a')) {
    const command = a.classList.contains('command');
    if (command) { a.tabIndex = 0; a.setAttribute('role', 'button'); }
    const go = e => { e.preventDefault(); if (command) pane.say(a.textContent); else pane.open(a.href); };
    a.addEventListener('click', go);
    if (command) a.addEventListener('keydown', e => { if (e.key === 'Enter') go(e); });
  }
  const spoilers = text.querySelectorAll('.spoiler'); // they are shown together, however many pieces they are in
  for (const s of spoilers) toggler(s, spoilers, 'shown', t('spoiler'));
  for (const q of text.querySelectorAll('blockquote.expandable')) toggler(q, [q], 'open', t('open'));
  for (const c of text.querySelectorAll('code, pre')) {
    if (c.parentElement.tagName === 'PRE') continue;
    c.title = t('code');
    c.addEventListener('click', () => pane.copy(c.textContent));
  }
}

function toggler(e, all, name, label) {
  const toggle = () => { for (const x of all) x.classList.toggle(name); };
  e.tabIndex = 0;
  e.setAttribute('role', 'button');
  e.title = label;
  e.addEventListener('click', toggle);
  e.addEventListener('keydown', k => { if (k.key === 'Enter' || k.key === ' ') { k.preventDefault(); toggle(); } });
}
