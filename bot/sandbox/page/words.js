// Every word of the page, in both languages.

const texts = {
  zh: {
    next: '到下一事件', day: '+1天', week: '+1周', tour: '导览', back: '上一步', forward: '下一步', done: '完成', doIt: '替我操作', close: '关闭',
    start: '开始', write: '输入消息', reply: '回复', edit: '修改', remove: '删除', copy: '复制', edited: '已修改', lang: 'English', general: '综合',
    editing: '修改消息', empty: '还没有消息', older: '更早的消息', chats: '聊天', person: '以谁的身份', addPane: '再开一个窗口', more: '更多', menu: '命令菜单',
    attach: '发送照片或文件', send: '发送', keyboard: '快捷键盘', asFile: '作为文件发送', block: '停用机器人', unblock: '恢复机器人', blocked: '已停用机器人',
    newGroup: '新建群组', newForum: '新建话题群', newTopic: '新建话题', promote: '设机器人为管理员', name: '名称', members: n => `${n} 人`, bot: '机器人',
    typing: '正在输入…', uploading: '正在发送文件…', forwarded: n => `转发自 ${n}`, latest: '到最新消息', ok: '好', share: '发送我的名片', place: '发送位置',
    silent: '静音', photo: '照片', document: '文件', video: '视频', animation: '动图', audio: '音频', voice: '语音', pinnedMessage: '置顶消息', actions: '消息操作',
    open: '打开', spoiler: '点击显示', code: '点击复制', copied: '已复制', gone: '已升级为超级群', offline: '与服务器的连接已断开，正在重连…', blockedHint: '您已停用机器人，点“恢复”再继续。',
    days: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
    service: {
      joined: n => `${n} 加入了群组`, left: n => `${n} 离开了群组`, topic: n => `新话题：${n}`, renamed: n => `话题改为：${n}`, closed: () => '话题已关闭', reopened: () => '话题已重新打开',
      hidden: () => '综合话题已隐藏', shown: () => '综合话题已显示', migrated: () => '群组已升级为超级群', created: () => '群组已创建', pinned: () => '置顶了一条消息', titled: n => `群组改名为：${n}`,
    },
  },
  en: {
    next: 'To the next event', day: '+1 day', week: '+1 week', tour: 'Tour', back: 'Back', forward: 'Next', done: 'Done', doIt: 'Do it for me', close: 'Close',
    start: 'Start', write: 'Write a message', reply: 'Reply', edit: 'Edit', remove: 'Delete', copy: 'Copy', edited: 'edited', lang: '中文', general: 'General',
    editing: 'Edit message', empty: 'No messages yet', older: 'Earlier messages', chats: 'Chats', person: 'Who you are', addPane: 'Open another window', more: 'More', menu: 'Menu of commands',
    attach: 'Send a photo or file', send: 'Send', keyboard: 'Keyboard', asFile: 'Send as file', block: 'Block the bot', unblock: 'Unblock the bot', blocked: 'bot blocked',
    newGroup: 'New group', newForum: 'New group with topics', newTopic: 'New topic', promote: 'Make the bot an administrator', name: 'Name', members: n => `${n} members`, bot: 'bot',
    typing: 'typing…', uploading: 'sending a file…', forwarded: n => `Forwarded from ${n}`, latest: 'To the latest message', ok: 'OK', share: 'Share my contact', place: 'Share a place',
    silent: 'silent', photo: 'Photo', document: 'File', video: 'Video', animation: 'Animation', audio: 'Audio', voice: 'Voice', pinnedMessage: 'Pinned message', actions: 'Message actions',
    open: 'Open', spoiler: 'Tap to show', code: 'Tap to copy', copied: 'Copied', gone: 'became a supergroup', offline: 'The connection is lost; trying again…', blockedHint: 'You have blocked the bot. Unblock it to go on.',
    days: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
    service: {
      joined: n => `${n} joined the group`, left: n => `${n} left the group`, topic: n => `New topic: ${n}`, renamed: n => `Topic renamed: ${n}`, closed: () => 'Topic closed', reopened: () => 'Topic reopened',
      hidden: () => 'General is hidden', shown: () => 'General is shown', migrated: () => 'The group became a supergroup', created: () => 'The group was created', pinned: () => 'pinned a message', titled: n => `Group renamed: ${n}`,
    },
  },
};

let lang = 'zh';

export const language = () => lang;
export const speak = to => { lang = texts[to] ? to : 'zh'; document.documentElement.lang = lang; };
export const t = key => texts[lang][key];

// say picks from words that the server gives in both languages.
export const say = words => (words && (words[lang] || words.zh || words.en)) || '';

export function showDay(day) {
  const d = new Date(day + 'T12:00');
  return lang === 'zh' ? `${d.getMonth() + 1}月${d.getDate()}日 ${t('days')[d.getDay()]}` : `${t('days')[d.getDay()]} ${d.getDate()} ${d.toLocaleString('en', { month: 'long' })}`;
}

export const showSize = n => n < 1024 ? n + ' B' : n < 1 << 20 ? (n / 1024).toFixed(1) + ' KB' : (n / (1 << 20)).toFixed(1) + ' MB';

// brief is a message in one line; an album or a file without words is named by its kind.
export function brief(m) {
  if (m.service) return t('service')[m.service]?.(m.about || '') || m.service;
  const line = (m.text || m.card || '').split('\n')[0];
  const file = m.files?.[0];
  return line || (file ? `${t(file.kind)} ${file.kind === 'document' ? file.name : ''}`.trim() : '');
}
