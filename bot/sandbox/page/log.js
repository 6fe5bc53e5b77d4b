// The messages of the chat that a pane shows. They are loaded a page at a time; after that each change patches what is there.

import { element, get } from './net.js';
import { drawDay, drawMessage, drawService } from './message.js';
import { t } from './words.js';

export class Log {
  constructor(pane, root, down) {
    Object.assign(this, { pane, root, down, all: new Map(), more: false, missed: 0, stuck: true });
    down.addEventListener('click', () => { root.scrollTop = root.scrollHeight; });
    root.addEventListener('scroll', () => this.scrolled());
    const stay = () => { if (this.stuck) this.bottom(); }; // whatever grows above or below, the end stays in view
    new ResizeObserver(stay).observe(root);
    root.addEventListener('load', stay, true);
  }

  // load shows a chat from its latest messages on, and gives what the server says about its keyboard.
  // Changes that come while the answer is on its way wait for it.
  async load(chat, thread) {
    const wanted = this.wanted = `/page/chat?chat=${chat}&thread=${thread}`;
    const waiting = this.waiting = [];
    const v = await get(wanted);
    if (this.waiting !== waiting) return null; // another chat was chosen meanwhile
    this.waiting = null;
    this.all = new Map(v.messages.map(m => [m.id, m]));
    this.more = v.more;
    this.redraw();
    this.bottom();
    waiting.forEach(change => change());
    return v;
  }

  // after does a change at once, or after the chat has been loaded.
  after(change) {
    if (this.waiting) this.waiting.push(change);
    else change();
  }

  async older() {
    const first = Math.min(...this.all.keys());
    if (!this.more || this.loading) return;
    this.loading = true;
    const wanted = this.wanted;
    const v = await get(`${wanted}&before=${first}`);
    this.loading = false;
    if (this.wanted !== wanted) return;
    this.all = new Map([...v.messages.map(m => [m.id, m]), ...this.all]);
    this.more = v.more;
    const rest = this.root.scrollHeight - this.root.scrollTop;
    this.redraw();
    this.root.scrollTop = this.root.scrollHeight - rest;
  }

  near() { return this.root.scrollHeight - this.root.scrollTop - this.root.clientHeight < 80; }

  bottom() {
    this.stuck = true;
    this.root.scrollTop = this.root.scrollHeight;
    this.count(0);
  }

  scrolled() {
    this.stuck = this.near();
    if (this.stuck) this.count(0);
    this.down.hidden = this.near();
    if (this.root.scrollTop < 200) this.older();
  }

  count(n) {
    this.missed = n;
    const badge = this.down.querySelector('.badge');
    badge.hidden = !n;
    badge.textContent = n;
    this.down.hidden = this.near();
  }

  add(m) {
    if (this.all.has(m.id)) return;
    const stay = this.near() || m.from === this.pane.person;
    this.all.set(m.id, m);
    this.root.querySelector('.nothing')?.remove();
    const at = m.album ? this.root.querySelector(`[data-id="${this.albumOf(m)[0].id}"]`) : null;
    if (at && this.albumOf(m).length > 1) at.replaceWith(this.draw(this.albumOf(m), at.classList.contains('follows')));
    else this.append(m);
    if (stay) this.bottom();
    else this.count(this.missed + 1);
  }

  change(m) {
    if (!this.all.has(m.id)) return;
    const stay = this.near();
    this.all.set(m.id, m);
    const album = this.albumOf(m);
    const at = this.root.querySelector(`[data-id="${album[0].id}"]`);
    const focused = at?.contains(document.activeElement) ? document.activeElement.textContent : '';
    if (at) at.replaceWith(this.draw(album, at.classList.contains('follows')));
    if (focused) [...this.root.querySelectorAll(`[data-id="${album[0].id}"] button`)].find(b => b.textContent === focused)?.focus();
    if (stay) this.bottom();
  }

  remove(id) {
    if (!this.all.delete(id)) return;
    const top = this.root.scrollTop;
    this.redraw();
    this.root.scrollTop = top;
  }

  albumOf(m) { return m.album ? [...this.all.values()].filter(x => x.album === m.album) : [m]; }

  draw(album, follows) { return album[0].service ? drawService(album[0]) : drawMessage(this.pane, album, follows); }

  append(m) {
    const last = this.root.lastElementChild;
    if (last?.dataset.day !== m.day) this.root.append(drawDay(m.day));
    const follows = last?.dataset.from === String(m.from) && last?.dataset.day === m.day;
    this.root.append(this.draw(this.albumOf(m), follows));
  }

  redraw() {
    this.root.replaceChildren();
    if (this.more) this.root.append(element('button', { type: 'button', class: 'older', onclick: () => this.older() }, t('older')));
    for (const m of this.all.values()) if (this.albumOf(m)[0] === m) this.append(m);
    if (!this.all.size) this.root.append(element('div', { class: 'day nothing' }, t('empty')));
  }

  // show brings a message into view and marks it for a moment.
  show(id) {
    const at = this.root.querySelector(`[data-id="${id}"]`);
    if (!at) return;
    at.scrollIntoView({ block: 'center', behavior: 'smooth' });
    at.classList.add('found');
    setTimeout(() => at.classList.remove('found'), 1500);
  }
}
