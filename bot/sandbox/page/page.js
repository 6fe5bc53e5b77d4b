// The chat page: panes, each of them somebody's phone. What a chat shows is
// always loaded whole from the sandbox; an event only says that it changed.

const texts = {
  zh: { next: '到下一事件', day: '+1天', week: '+1周', tour: '导览', back: '上一步', forward: '下一步', done: '完成', doIt: '替我操作', start: '开始', write: '输入消息', reply: '回复', edit: '修改', remove: '删除', edited: '已修改', lang: 'English', general: '综合', editing: '修改消息', days: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'], empty: '还没有消息' },
  en: { next: 'To the next event', day: '+1 day', week: '+1 week', tour: 'Tour', back: 'Back', forward: 'Next', done: 'Done', doIt: 'Do it for me', start: 'Start', write: 'Write a message', reply: 'Reply', edit: 'Edit', remove: 'Delete', edited: 'edited', lang: '中文', general: 'General', editing: 'Edit message', days: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'], empty: 'No messages yet' },
};
const $ = id => document.getElementById(id);
let state, lang, panes = [], step = 0;
const t = key => texts[lang][key];
const say = words => (words && (words[lang] || words.zh || words.en)) || '';

async function get(path) {
  const r = await fetch(path);
  return r.json();
}

async function post(name, body) {
  const r = await fetch('/page/' + name, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const v = await r.json();
  if (!r.ok) throw new Error(v.error);
  return v;
}

function element(tag, attributes, ...children) {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(attributes || {})) {
    if (k.startsWith('on')) e.addEventListener(k.slice(2), v);
    else if (v !== undefined && v !== false) e.setAttribute(k, v === true ? '' : v);
  }
  e.append(...children.filter(c => c !== null && c !== undefined));
  return e;
}

function showNow(now) {
  const d = new Date(now);
  const two = n => String(n).padStart(2, '0');
  const day = lang === 'zh' ? `${d.getFullYear()}年${d.getMonth() + 1}月${d.getDate()}日` : `${d.getDate()} ${d.toLocaleString('en', { month: 'short' })} ${d.getFullYear()}`;
  $('now').textContent = `${day} ${t('days')[d.getDay()]} ${two(d.getHours())}:${two(d.getMinutes())}`;
}

class Pane {
  constructor(person) {
    this.root = $('pane').content.firstElementChild.cloneNode(true);
    this.person = person;
    this.chat = person;
    this.thread = 0;
    this.reply = this.editing = 0;
    this.of = c => this.root.querySelector('.' + c);
    this.wire();
    $('panes').append(this.root);
  }

  wire() {
    this.of('person').addEventListener('change', e => this.become(Number(e.target.value)));
    this.of('chat').addEventListener('change', e => { this.chat = Number(e.target.value); this.thread = 0; this.last = null; this.load(); });
    this.of('topic').addEventListener('change', e => { this.thread = Number(e.target.value); this.last = null; this.load(); });
    this.of('close').addEventListener('click', () => { if (panes.length > 1) { panes = panes.filter(p => p !== this); this.root.remove(); tabs(); } });
    this.of('write').addEventListener('submit', e => { e.preventDefault(); this.send(); });
    const area = this.root.querySelector('textarea');
    area.addEventListener('keydown', e => { if (e.key === 'Enter' && !e.shiftKey && !e.isComposing) { e.preventDefault(); this.send(); } if (e.key === 'Escape') this.drop(); });
    area.addEventListener('input', () => { area.style.height = 'auto'; area.style.height = area.scrollHeight + 'px'; });
    this.of('commands').addEventListener('click', () => { this.of('menu').hidden = !this.of('menu').hidden; });
    this.root.querySelector('.attach input').addEventListener('change', e => this.attach(e.target));
    this.root.querySelector('.quote button').addEventListener('click', () => this.drop());
    this.of('begin').addEventListener('click', () => this.try(() => post('start', { person: this.person, text: '' })));
  }

  become(person) {
    this.person = this.chat = person;
    this.thread = 0;
    this.last = null;
    this.drop();
    this.load();
    tabs();
  }

  drop() {
    this.reply = this.editing = 0;
    this.of('quote').hidden = true;
  }

  quote(label, text) {
    this.root.querySelector('.quote span').textContent = label + '：' + text;
    this.of('quote').hidden = false;
    this.root.querySelector('textarea').focus();
  }

  async try(what) {
    try { return await what(); } catch (e) { this.toast(e.message, true); }
  }

  toast(text, stay) {
    if (!text) return;
    const e = this.of('toast');
    e.textContent = text;
    e.hidden = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { e.hidden = true; }, stay ? 5000 : 2500);
  }

  async send() {
    const area = this.root.querySelector('textarea');
    const text = area.value.trim();
    if (!text) return;
    area.value = '';
    area.style.height = 'auto';
    const body = { person: this.person, chat: this.chat, thread: this.thread, text };
    const { reply, editing } = this;
    this.drop();
    if (editing) await this.try(() => post('edit', { ...body, message: editing }));
    else await this.try(() => post('say', { ...body, reply }));
  }

  async attach(input) {
    const file = input.files[0];
    if (!file) return;
    const form = new FormData();
    const area = this.root.querySelector('textarea');
    for (const [k, v] of Object.entries({ person: this.person, chat: this.chat, thread: this.thread, reply: this.reply, caption: area.value, photo: file.type.startsWith('image/') ? '1' : '0' })) form.append(k, v);
    form.append('file', file);
    area.value = input.value = '';
    this.drop();
    await this.try(async () => {
      const r = await fetch('/page/upload', { method: 'POST', body: form });
      if (!r.ok) throw new Error((await r.json()).error);
    });
  }

  async load() {
    const v = await get(`/page/chat?person=${this.person}&chat=${this.chat}`);
    const text = JSON.stringify(v) + lang;
    if (text === this.last) return;
    this.last = text;
    this.lists(v);
    this.draw(v.messages);
  }

  lists(v) {
    const select = (e, options, value) => e.replaceChildren(...options.map(([id, name]) => element('option', { value: id, selected: id === value }, name)));
    select(this.of('person'), state.people.map(p => [p.id, say(p.caption) ? `${p.name} · ${say(p.caption)}` : p.name]), this.person);
    select(this.of('chat'), v.chats.map(c => [c.id, c.title]), this.chat);
    const chat = v.chats.find(c => c.id === this.chat);
    const topics = (chat && chat.topics) || [];
    this.of('topic').hidden = !topics.length;
    select(this.of('topic'), [[0, t('general')], ...topics.map(x => [x.ID, x.Name])], this.thread);
    this.of('begin').textContent = t('start');
    const started = !chat || chat.started;
    this.of('begin').hidden = started;
    this.of('write').hidden = !started;
    this.root.querySelector('textarea').placeholder = t('write');
    this.of('menu').replaceChildren(...((chat && chat.menu) || []).map(c => element('button', { type: 'button', onclick: () => { this.of('menu').hidden = true; this.try(() => post('say', { person: this.person, chat: this.chat, thread: this.thread, text: '/' + c.command })); } }, element('b', {}, '/' + c.command), element('span', {}, c.description))));
  }

  draw(messages) {
    const log = this.of('log');
    const all = messages.filter(m => !this.of('topic').hidden ? m.thread === this.thread : true);
    const byId = new Map(all.map(m => [m.id, m]));
    const parts = [];
    let day = '';
    for (const m of all) {
      if (m.day !== day) parts.push(element('div', { class: 'day' }, day = m.day));
      parts.push(m.service ? element('div', { class: 'service' }, m.text || m.service) : this.message(m, byId));
    }
    if (!parts.length) parts.push(element('div', { class: 'day' }, t('empty')));
    log.replaceChildren(...parts);
    log.scrollTop = log.scrollHeight;
  }

  message(m, byId) {
    const mine = m.from === this.person;
    const text = element('div', { class: 'text' });
    text.innerHTML = m.html; // rendered and escaped by the sandbox
    text.querySelectorAll('a').forEach(a => this.link(a));
    const answered = byId.get(m.reply_to);
    const bubble = element('div', { class: 'bubble' },
      mine ? null : element('div', { class: 'name' }, m.name),
      answered ? element('button', { class: 'answers', type: 'button', onclick: () => this.root.querySelector(`[data-id="${answered.id}"]`).scrollIntoView({ block: 'center' }) }, answered.text.split('\n')[0] || '📎') : null,
      ...(m.files || []).map(f => f.photo ? element('img', { class: 'photo', src: '/page/file/' + f.id, alt: f.name }) : element('a', { class: 'file', href: '/page/file/' + f.id, download: f.name }, `📄 ${f.name} · ${size(f.size)}`)),
      m.location ? element('div', {}, `📍 ${m.location.Latitude}, ${m.location.Longitude}`) : null,
      text,
      element('div', { class: 'meta' },
        ...(m.reactions || []),
        element('button', { type: 'button', onclick: () => { this.drop(); this.reply = m.id; this.quote(t('reply'), m.text); } }, t('reply')),
        mine ? element('button', { type: 'button', onclick: () => { this.drop(); this.editing = m.id; this.root.querySelector('textarea').value = m.text; this.quote(t('editing'), m.text); } }, t('edit')) : null,
        mine ? element('button', { type: 'button', onclick: () => this.try(() => post('delete', { person: this.person, chat: this.chat, message: m.id })) }, t('remove')) : null,
        m.edited ? element('span', {}, t('edited')) : null,
        element('span', {}, m.date)));
    return element('div', { class: 'message' + (mine ? ' mine' : ''), 'data-id': m.id }, bubble, this.buttons(m));
  }

  buttons(m) {
    if (!m.buttons) return null;
    const press = async (b, e) => {
      if (b.url) { this.open(b.url); return; }
      e.currentTarget.disabled = true;
      const target = e.currentTarget;
      const a = await this.try(() => post('press', { person: this.person, chat: this.chat, message: m.id, data: b.data }));
      target.disabled = false;
      if (a) this.toast(a.text, a.alert);
    };
    return element('div', { class: 'buttons' }, ...m.buttons.map(row => element('div', {}, ...row.map(b => element('button', { type: 'button', onclick: e => press(b, e) }, b.text)))));
  }

  link(a) {
    a.addEventListener('click', e => {
      e.preventDefault();
      if (a.classList.contains('command')) this.try(() => post('say', { person: this.person, chat: this.chat, thread: this.thread, text: a.textContent }));
      else this.open(a.href);
    });
  }

  open(url) {
    const code = /[?&]start=([A-Za-z0-9_-]+)/.exec(url);
    if (code) this.try(() => post('start', { person: this.person, text: code[1] }));
    else window.open(url, '_blank', 'noopener');
  }
}

const size = n => n < 1024 ? n + ' B' : n < 1 << 20 ? (n / 1024).toFixed(1) + ' KB' : (n / (1 << 20)).toFixed(1) + ' MB';

function tabs() {
  const shown = panes.findIndex(p => p.root.classList.contains('shown'));
  const name = p => (state.people.find(x => x.id === p.person) || {}).name || '';
  const show = i => panes.forEach((p, k) => { p.root.classList.toggle('shown', k === i); if ($('tabs').children[k]) $('tabs').children[k].classList.toggle('shown', k === i); });
  $('tabs').replaceChildren(...panes.map((p, i) => element('button', { type: 'button', onclick: () => show(i) }, name(p))));
  show(Math.max(shown, 0));
}

function label() {
  document.documentElement.lang = lang;
  $('title').textContent = document.title = say(state.title) || state.bot;
  for (const k of ['next', 'day', 'week']) $(k).textContent = t(k);
  $('lang').textContent = t('lang');
  $('tour-open').textContent = t('tour');
  showNow(state.now);
  tour();
}

function tour() {
  const steps = state.tour || [];
  $('tour-open').hidden = !steps.length || !$('tour').hidden;
  panes.forEach(p => p.root.classList.remove('lit'));
  if (!steps.length || $('tour').hidden) return;
  const s = steps[step];
  $('tour-text').textContent = say(s.text);
  $('tour-count').textContent = `${step + 1}/${steps.length}`;
  $('tour-back').textContent = t('back');
  $('tour-next').textContent = step + 1 < steps.length ? t('forward') : t('done');
  $('tour-back').disabled = step === 0;
  $('tour-do').textContent = t('doIt');
  $('tour-do').hidden = !(say(s.say) || say(s.press) || s.move);
  const pane = panes.find(p => p.person === s.pane);
  if (pane) { pane.root.classList.add('lit'); if (matchMedia('(max-width: 760px)').matches) $('tabs').children[panes.indexOf(pane)].click(); }
}

async function perform() {
  const s = state.tour[step];
  const pane = panes.find(p => p.person === s.pane) || panes[0];
  $('tour-do').disabled = true;
  try {
    if (s.move) await move(s.move);
    else if (say(s.say)) await pane.try(() => post('say', { person: pane.person, chat: pane.chat, text: say(s.say) }));
    else {
      const b = [...pane.root.querySelectorAll('.buttons button')].reverse().find(x => x.textContent === s.press.zh || x.textContent === s.press.en);
      if (b) b.click();
    }
  } finally { $('tour-do').disabled = false; }
}

async function move(how) {
  const buttons = [...document.querySelectorAll('#clock button')];
  buttons.forEach(b => { b.disabled = true; });
  try {
    await post('clock', how === 'next' ? { next: true } : { hours: Number(how) });
    state.now = (await get('/page/state')).now;
    showNow(state.now);
  } catch (e) { panes[0].toast(e.message, true); }
  buttons.forEach(b => { b.disabled = false; });
}

function listen() {
  const source = new EventSource('/page/events');
  const changed = new Set();
  let waiting = 0;
  const reload = chat => {
    changed.add(chat);
    if (waiting) return;
    waiting = setTimeout(() => { waiting = 0; panes.filter(p => changed.has(p.chat) || changed.has(0)).forEach(p => p.load()); changed.clear(); }, 40);
  };
  for (const kind of ['message', 'edit', 'markup', 'delete', 'reaction', 'chat']) source.addEventListener(kind, e => reload(Number(e.data)));
  source.addEventListener('lost', () => reload(0));
  source.addEventListener('open', () => reload(0));
}

async function begin() {
  state = await get('/page/state');
  const asked = new URLSearchParams(location.search);
  lang = asked.get('lang') || state.lang || 'zh';
  const who = asked.get('panes') ? asked.get('panes').split(',').map(Number) : (state.panes && state.panes.length ? state.panes : state.people.slice(0, 1).map(p => p.id));
  $('clock').hidden = !state.clock;
  $('tour').hidden = !(state.tour && state.tour.length) || asked.has('notour');
  panes = who.map(id => new Pane(id));
  tabs();
  label();
  document.querySelectorAll('#clock button').forEach(b => b.addEventListener('click', () => move(b.dataset.move)));
  $('lang').addEventListener('click', () => { lang = lang === 'zh' ? 'en' : 'zh'; label(); panes.forEach(p => p.load()); });
  $('pane-add').addEventListener('click', () => { const free = state.people.find(x => !panes.some(p => p.person === x.id)); if (free) { panes.push(new Pane(free.id)); tabs(); panes.at(-1).load(); } });
  $('tour-next').addEventListener('click', () => { if (step + 1 < state.tour.length) step++; else $('tour').hidden = true; tour(); });
  $('tour-back').addEventListener('click', () => { step = Math.max(0, step - 1); tour(); });
  $('tour-close').addEventListener('click', () => { $('tour').hidden = true; tour(); });
  $('tour-open').addEventListener('click', () => { $('tour').hidden = false; tour(); });
  $('tour-do').addEventListener('click', perform);
  panes.forEach(p => p.load());
  listen();
}

begin();
