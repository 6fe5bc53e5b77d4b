// Where a person writes: text, files, commands, the bot's keyboard, a reply or a correction.

import { element, post, upload } from './net.js';
import { brief, t } from './words.js';

export class Writer {
  constructor(pane) {
    this.pane = pane;
    this.of = name => pane.root.querySelector('.' + name);
    this.area = pane.root.querySelector('textarea');
    this.files = [];
    this.drop();
    this.of('write').addEventListener('submit', e => { e.preventDefault(); this.send(); });
    this.area.addEventListener('keydown', e => this.key(e));
    this.area.addEventListener('input', () => { this.grow(); this.suggest(); });
    this.area.addEventListener('paste', e => { if (e.clipboardData.files.length) { e.preventDefault(); this.attach(e.clipboardData.files); } });
    this.of('commands').addEventListener('click', () => (this.of('menu').hidden ? this.suggest('/') : this.hide()));
    const input = this.of('attach').querySelector('input');
    input.addEventListener('change', () => { this.attach(input.files); input.value = ''; });
    this.of('attach').addEventListener('keydown', e => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); input.click(); } });
    this.of('quote').querySelector('button').addEventListener('click', () => this.drop());
    this.of('keyboard').addEventListener('click', () => { this.of('keys').hidden = !this.of('keys').hidden; });
    pane.root.addEventListener('dragover', e => e.preventDefault());
    pane.root.addEventListener('drop', e => { e.preventDefault(); this.attach(e.dataTransfer.files); });
  }

  grow() {
    this.area.style.height = 'auto';
    this.area.style.height = this.area.scrollHeight + 'px';
  }

  key(e) {
    if (!this.of('menu').hidden && this.pick(e)) return;
    if (e.key === 'Enter' && !e.shiftKey && !e.isComposing) { e.preventDefault(); this.send(); }
    if (e.key === 'Escape') this.drop();
    if (e.key === 'ArrowUp' && !this.area.value) this.pane.editLast();
  }

  // pick moves through the suggested commands.
  pick(e) {
    const rows = [...this.of('menu').children];
    const at = rows.findIndex(r => r.getAttribute('aria-selected') === 'true');
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (step) rows.forEach((r, i) => r.setAttribute('aria-selected', String(i === (at + step + rows.length) % rows.length)));
    else if (e.key === 'Escape') this.hide();
    else if ((e.key === 'Enter' || e.key === 'Tab') && at >= 0) rows[at].click();
    else return false;
    e.preventDefault();
    rows.find(r => r.getAttribute('aria-selected') === 'true')?.scrollIntoView({ block: 'nearest' });
    return true;
  }

  // suggest lists the commands that begin with what stands in the field.
  suggest(typed = this.area.value) {
    const match = /^\/(\w*)$/.exec(typed);
    const rows = match ? (this.pane.now?.menu || []).filter(c => c.command.startsWith(match[1])) : [];
    const choose = c => { this.hide(); this.area.value = ''; this.grow(); this.pane.say('/' + c.command); };
    this.of('menu').replaceChildren(...rows.map((c, i) => element('button', { type: 'button', role: 'option', tabindex: -1, 'aria-selected': String(i === 0 && typed !== '/'), onclick: () => choose(c) },
      element('b', {}, '/' + c.command), element('span', {}, c.description))));
    this.of('menu').hidden = !rows.length;
    this.of('commands').setAttribute('aria-expanded', String(rows.length > 0));
    if (typed === '/') this.area.focus();
  }

  hide() {
    this.of('menu').hidden = true;
    this.of('commands').setAttribute('aria-expanded', 'false');
  }

  // drop forgets what was quoted, corrected or attached.
  drop() {
    this.reply = this.editing = 0;
    this.files = [];
    this.of('quote').hidden = true;
  }

  quote(label, text) {
    const images = this.files.length > 0 && this.files.every(f => f.type.startsWith('image/'));
    const choice = this.of('quote').querySelector('label');
    this.of('quote').querySelector('span').textContent = label + ' ' + text;
    choice.hidden = !images;
    choice.querySelector('span').textContent = t('asFile');
    this.of('quote').hidden = false;
    this.area.focus();
  }

  answer(m) {
    this.drop();
    this.reply = m.id;
    this.quote('↩ ' + m.name, brief(m));
  }

  correct(m) {
    this.drop();
    this.editing = m.id;
    this.area.value = m.text || '';
    this.grow();
    this.quote('✎ ' + t('editing'), brief(m));
  }

  attach(files) {
    if (!files.length) return;
    this.files = [...files].slice(0, 10);
    this.of('quote').querySelector('input').checked = false;
    this.quote('📎', this.files.map(f => f.name).join(', '));
  }

  async send() {
    const text = this.area.value.trim();
    const { reply, editing, files } = this;
    if (!text && !files.length) return;
    const images = files.every(f => f.type.startsWith('image/')) && !this.of('quote').querySelector('input').checked;
    const to = this.pane.address();
    this.area.value = '';
    this.grow();
    this.hide();
    this.drop();
    const sent = await this.pane.try(() => {
      if (files.length) return upload({ ...to, reply, caption: text, kind: images ? 'photo' : 'document' }, files).then(() => true);
      if (editing) return post('edit', { person: to.person, chat: to.chat, message: editing, text }).then(() => true);
      return post('say', { ...to, reply, text });
    });
    if (!sent && !this.area.value) { this.area.value = text; this.grow(); } // nothing that was typed is lost
  }

  // keys shows the keyboard that the bot put in place of the person's own; null takes it away.
  keys(k) {
    this.area.placeholder = k?.placeholder || t('write');
    this.of('keyboard').hidden = this.of('keys').hidden = !k;
    this.of('keys').replaceChildren(...(k?.rows || []).map(row => element('div', {}, ...row.map(key => element('button', {
      type: 'button', onclick: async () => {
        if (k.one_time) this.of('keys').hidden = true;
        if (key.contact) await this.pane.try(() => post('contact', this.pane.address()));
        else if (key.location) await this.pane.try(() => post('location', { ...this.pane.address(), latitude: 35.0894, longitude: 118.4028 }));
        else await this.pane.say(key.text);
      },
    }, (key.contact ? '👤 ' : key.location ? '📍 ' : '') + key.text)))));
  }
}
