// What the page asks of the server, and small helpers to build elements.

export const $ = id => document.getElementById(id);

// element makes an element; attributes that begin with "on" are listeners, false and undefined ones are left out.
export function element(tag, attributes, ...children) {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(attributes || {})) {
    if (k.startsWith('on')) e.addEventListener(k.slice(2), v);
    else if (v !== undefined && v !== false && v !== null) e.setAttribute(k, v === true ? '' : v);
  }
  e.append(...children.flat().filter(c => c !== null && c !== undefined && c !== false));
  return e;
}

async function read(r) {
  const v = await r.json();
  if (!r.ok) throw new Error(String(v.error).replace(/^sandbox: /, ''));
  return v;
}

export const get = async path => read(await fetch(path));

export const post = async (name, body) => read(await fetch('/page/' + name, {
  method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
}));

export async function upload(fields, files) {
  const form = new FormData();
  for (const [k, v] of Object.entries(fields)) form.append(k, v);
  for (const f of files) form.append('file', f);
  return read(await fetch('/page/upload', { method: 'POST', body: form }));
}

// listen hands on every change, from when it is done. After a break in the stream, or if the server says that some were lost,
// everything must be loaded anew.
export function listen(take, reload) {
  const source = new EventSource('/page/events');
  let broken = false;
  for (const kind of ['message', 'edit', 'markup', 'delete', 'reaction', 'chat', 'typing']) {
    source.addEventListener(kind, e => { if (e.data) take(kind, JSON.parse(e.data)); });
  }
  source.addEventListener('lost', reload);
  source.addEventListener('open', () => { $('offline').hidden = true; if (broken) reload(); broken = false; });
  source.addEventListener('error', () => { broken = true; $('offline').hidden = false; });
  return new Promise(done => source.addEventListener('open', done, { once: true }));
}
