// A pane is somebody's phone: a list of chats, and the chat that is open.

import { $, element, get, post } from './net.js';
import { Log } from './log.js';
import { Writer } from './write.js';
import { brief, say, t } from './words.js';

const emoji = ['👍', '❤', '🔥', '🎉', '👏', '🤔', '😢', '👎'];

export class Pane {
  constructor(page, person) {
    this.page = page;
    this.root = $('pane').content.firstElementChild.cloneNode(true);
    this.of = name => this.root.querySelector('.' + name);
    this.chats = [];
    this.unread = new Map();
    $('panes').append(this.root);
    this.log = new Log(this, this.of('log'), this.of('down'));
    this.writer = new Writer(this);
    this.of('person').addEventListener('change', e => this.become(Number(e.target.value)));
    this.of('close').addEventListener('click', () => page.close(this));
    this.of('back').addEventListener('click', () => this.toggleList());
    this.of('more').addEventListener('click', e => this.popup(this.deeds(), e.currentTarget));
    this.of('pinned').addEventListener('click', () => this.log.show(this.now.pinned));
    this.of('begin').addEventListener('click', () => this.try(() => post(this.now?.blocked ? 'unblock' : 'start', { person: this.person })));
    this.root.addEventListener('keydown', e => { if (e.key === 'Escape' && !this.of('list').hidden) this.toggleList(false); });
    this.become(person);
  }

  become(person) {
    this.person = person;
    this.unread.clear();
    this.writer.drop();
    this.choose(person, -1);
    this.page.changed();
  }

  // choose opens a chat; the thread is a topic of a forum, 0 for General, or -1 outside forums.
  async choose(chat, thread) {
    this.chat = chat;
    this.thread = thread;
    this.toggleList(false);
    this.read();
    await Promise.all([this.reload(), this.loadLog()]);
  }

  async loadLog() {
    const v = await this.try(() => this.log.load(this.chat, this.thread));
    if (v) this.writer.keys(v.keyboard);
  }

  // reload asks for the chats and their names, topics and menus.
  async reload() {
    const person = this.person;
    const chats = await this.try(() => get('/page/chats?person=' + person));
    if (!chats || person !== this.person) return;
    this.chats = chats;
    if (this.now?.forum && !this.now.topics.some(x => x.id === this.thread)) this.choose(this.chat, 0); // the topic is gone
    else this.label();
  }

  // again loads everything, after changes may have been missed.
  again() { return this.choose(this.chat, this.thread); }

  get now() { return this.chats.find(c => c.id === this.chat); }

  address() { return { person: this.person, chat: this.chat, thread: Math.max(0, this.thread) }; }

  label() {
    const chat = this.now;
    const topic = chat?.topics?.find(x => x.id === this.thread);
    const people = this.page.people.map(p => element('option', { value: p.id, selected: p.id === this.person }, say(p.caption) ? `${p.name} · ${say(p.caption)}` : p.name));
    this.of('person').replaceChildren(...people);
    const listing = !this.of('list').hidden;
    this.of('chat').textContent = listing ? t('chats') : chat ? chat.title + (chat.forum ? ' › ' + (topic?.name || t('general')) : '') : '';
    this.status();
    const labels = { back: 'chats', more: 'more', close: 'close', person: 'person', commands: 'menu', attach: 'attach', keyboard: 'keyboard', send: 'send', down: 'latest' };
    for (const [name, word] of Object.entries(labels)) { this.of(name).setAttribute('aria-label', t(word)); this.of(name).title = t(word); }
    const area = this.root.querySelector('textarea');
    if (!area.placeholder) area.placeholder = t('write');
    area.setAttribute('aria-label', t('write'));
    const closed = chat && (!chat.started || chat.blocked);
    this.of('begin').textContent = chat?.blocked ? t('unblock') : t('start');
    this.of('begin').hidden = !closed;
    this.of('write').hidden = Boolean(closed || chat?.gone);
    this.of('commands').hidden = !chat?.menu?.length;
    this.of('pinned').hidden = !chat?.pinned;
    this.of('pinned').textContent = '📌 ' + t('pinnedMessage');
    this.drawList();
  }

  status(action) {
    const chat = this.now;
    const still = !this.of('list').hidden ? '' : chat?.blocked ? t('blocked') : chat?.gone ? t('gone') : chat?.group ? t('members')(chat.members) : t('bot');
    this.of('status').textContent = action ? (action.startsWith('upload') ? t('uploading') : t('typing')) : still;
    this.of('status').classList.toggle('busy', Boolean(action));
    clearTimeout(this.quiet);
    if (action) this.quiet = setTimeout(() => this.status(), 5000);
  }

  // The list of chats, with a row for each topic of a forum, General first.
  rows() {
    return this.chats.flatMap(c => (c.forum ? c.topics.map(x => ({ chat: c, thread: x.id, name: x.name || t('general'), latest: x.latest })) : [{ chat: c, thread: -1, latest: c.latest }]));
  }

  drawList() {
    const open = r => r.chat.id === this.chat && r.thread === this.thread;
    const rows = this.rows().map(r => element('button', { type: 'button', class: 'entry' + (r.name ? ' topic' : ''), 'aria-current': open(r) ? 'true' : null, onclick: () => this.choose(r.chat.id, r.thread) },
      element('b', {}, r.name ? `${r.chat.title} › ${r.name}` : r.chat.title), element('time', {}, r.latest ? r.latest.day.slice(5) + ' ' + r.latest.date : ''),
      element('span', {}, r.latest ? brief(r.latest) : ''), this.badge(this.unread.get(this.key(r.chat.id, r.thread)))));
    const make = (word, forum) => element('button', { type: 'button', class: 'make', onclick: () => this.makeGroup(forum) }, '＋ ' + t(word));
    this.of('list').replaceChildren(...rows, element('div', { class: 'makers' }, make('newGroup', false), make('newForum', true)));
    const total = [...this.unread.values()].reduce((a, b) => a + b, 0);
    const badge = this.of('back').querySelector('.badge');
    badge.hidden = !total;
    badge.textContent = total;
    this.page.changed();
  }

  badge(n) { return n ? element('span', { class: 'badge' }, n) : null; }

  toggleList(show = this.of('list').hidden) {
    this.of('list').hidden = !show;
    this.root.classList.toggle('listing', show);
    this.label();
    this.of('back').setAttribute('aria-expanded', String(show));
    if (show) { this.reload(); this.of('list').querySelector('button')?.focus(); }
  }

  async makeGroup(forum) {
    const title = prompt(t('name'));
    if (!title) return;
    const others = this.page.people.map(p => p.id).filter(id => id !== this.person);
    const made = await this.try(() => post('group', { title, forum, members: [this.person, ...others] }));
    if (made) this.choose(made.id, forum ? 0 : -1);
  }

  // deeds is the menu of the open chat.
  deeds() {
    const chat = this.now;
    const ask = (name, body) => this.try(() => post(name, body));
    const all = [[t('share'), () => ask('contact', this.address())], [t('place'), () => ask('location', { ...this.address(), latitude: 35.0894, longitude: 118.4028 })]];
    if (!chat?.group) all.push([chat?.blocked ? t('unblock') : t('block'), () => ask(chat.blocked ? 'unblock' : 'block', { person: this.person })]);
    else all.push([t('promote'), () => ask('promote', { chat: chat.id })]);
    if (chat?.forum) all.push([t('newTopic'), async () => { const name = prompt(t('name')); if (name) { const made = await ask('topic', { chat: chat.id, name }); if (made) this.choose(chat.id, made.id); } }]);
    return all;
  }

  // actions is the menu of a message.
  actions(m, at) {
    const own = m.from === this.person;
    const all = [[t('reply'), () => this.writer.answer(m)]];
    if (m.text) all.push([t('copy'), () => this.copy(m.text)]);
    if (own) all.push([t('edit'), () => this.writer.correct(m)], [t('remove'), () => this.try(() => post('delete', { person: this.person, chat: this.chat, message: m.id }))]);
    this.popup(all, at, element('div', { class: 'faces' }, emoji.map(e => element('button', { type: 'button', role: 'menuitem', onclick: () => { this.of('actions').hidePopover(); this.react(m, e); } }, e))));
  }

  popup(rows, at, first) {
    const menu = this.of('actions');
    menu.replaceChildren(...(first ? [first] : []), ...rows.map(([label, act]) => element('button', { type: 'button', role: 'menuitem', onclick: () => { menu.hidePopover(); act(); } }, label)));
    menu.showPopover();
    const box = at.getBoundingClientRect();
    menu.style.left = Math.max(8, Math.min(box.left, innerWidth - menu.offsetWidth - 8)) + 'px';
    menu.style.top = Math.max(8, Math.min(box.bottom + 4, innerHeight - menu.offsetHeight - 8)) + 'px';
    menu.onkeydown = e => {
      const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[e.key];
      const all = [...menu.querySelectorAll('button')];
      if (step) { e.preventDefault(); all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus(); }
    };
    menu.querySelector('button')?.focus();
  }

  editLast() {
    const last = [...this.log.all.values()].reverse().find(m => m.from === this.person && m.text && !m.service);
    if (last) this.writer.correct(last);
  }

  // What can go wrong is said in the pane.
  async try(what) {
    try { return await what(); } catch (e) { this.toast(e.message, true); return null; }
  }

  toast(text, stay) {
    if (!text) return;
    const e = this.of('toast');
    e.textContent = text;
    e.hidden = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { e.hidden = true; }, stay ? 5000 : 2500);
  }

  say(text) { return this.try(() => post('say', { ...this.address(), text })); }

  react(m, to) { return this.try(() => post('react', { person: this.person, chat: this.chat, message: m.id, emoji: to })); }

  async press(m, b, target) {
    if (b.url) { this.open(b.url); return; }
    if (!b.data) return;
    target.disabled = true;
    const a = await this.try(() => post('press', { person: this.person, chat: this.chat, message: m.id, data: b.data }));
    target.disabled = false;
    if (a?.alert) this.page.alert(a.text);
    else if (a) this.toast(a.text);
    if (a?.url) this.open(a.url);
  }

  // open follows a link; one that starts the bot is followed here.
  open(url) {
    const code = /[?&]start=([A-Za-z0-9_-]+)/.exec(url);
    if (code) this.try(() => post('start', { person: this.person, text: code[1] }));
    else if (/^https?:/.test(url)) window.open(url, '_blank', 'noopener');
  }

  show(id) { this.log.show(id); }

  view(src, name) { this.page.view(src, name); }

  async copy(text) {
    await navigator.clipboard?.writeText(text).catch(() => {});
    this.toast(t('copied'));
  }

  key(chat, thread) { return chat + '|' + thread; }

  visible() { return this.root.offsetParent !== null && this.of('list').hidden; }

  read() { if (this.unread.delete(this.key(this.chat, this.thread))) this.drawList(); }

  // take patches the pane by one change.
  take(kind, e) {
    const chat = this.chats.find(c => c.id === e.chat);
    if (kind === 'chat') { if (!e.chat || chat || e.chat === this.chat || e.chat < 0) this.soon(); return; }
    if (!chat && e.chat !== this.chat) return;
    const forum = chat ? chat.forum : this.thread >= 0;
    const thread = forum ? e.thread || 0 : -1;
    const here = e.chat === this.chat && thread === this.thread;
    if (kind === 'typing') { if (here && e.action !== 'cancel') this.status(e.action); return; }
    if (kind === 'message') this.arrive(chat, thread, e.message, here);
    else if (here && kind === 'delete') this.log.after(() => this.log.remove(e.message.id));
    else if (here) this.log.after(() => this.log.change(e.message));
  }

  arrive(chat, thread, m, here) {
    const entry = chat?.forum ? chat.topics.find(x => x.id === thread) : chat;
    if (entry) entry.latest = m;
    if (here) {
      this.log.after(() => this.log.add(m));
      if (m.from !== this.person) this.status();
      if (m.keyboard) this.writer.keys(m.keyboard);
      if (m.remove_keyboard) this.writer.keys(null);
      if (m.force_reply && m.bot) this.writer.answer(m);
    }
    if (m.from !== this.person && (!here || !this.visible())) this.unread.set(this.key(chat?.id ?? this.chat, thread), (this.unread.get(this.key(chat?.id ?? this.chat, thread)) || 0) + 1);
    this.drawList();
  }

  soon() {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.reload(), 40);
  }
}
