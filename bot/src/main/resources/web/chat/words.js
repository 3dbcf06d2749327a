// Every word the page itself says, in both languages. A value is a text or a function of its arguments.

const two = (n) => String(n).padStart(2, '0');

/** '2025-07-01' as a Vietnamese or English reader writes it; anything else as it came. */
function date(iso, language) {
  const m = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso || '');
  if (!m) return iso || '';
  if (language === 'vi') return `${m[3]}/${m[2]}/${m[1]}`;
  const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
    'November', 'December'];
  return `${Number(m[3])} ${months[Number(m[2]) - 1]} ${m[1]}`;
}

function day(iso, language) {
  const then = new Date(iso);
  const local = `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
  const now = new Date();
  if (then.toDateString() === now.toDateString()) return language === 'vi' ? 'Hôm nay' : 'Today';
  return date(local, language);
}

const vi = {
  title: 'Hỗ trợ trực tuyến',
  page: 'Hỗ trợ trực tuyến – Sở Tài chính tỉnh Lạng Sơn',
  purpose: 'Trợ lý tự động của Sở Tài chính tỉnh Lạng Sơn',
  skip: 'Đến ô nhập câu hỏi',
  menu: 'Mở trình đơn',
  size: 'Cỡ chữ',
  smaller: 'A−, chữ nhỏ hơn',
  larger: 'A+, chữ to hơn',
  sizeNow: (n) => `Cỡ chữ ${n}%`,
  anew: 'Cuộc trò chuyện mới',
  save: 'Tải nội dung về (.txt)',
  wipe: 'Xoá khỏi máy này',
  warn: 'Đây là trợ lý tự động. Xin đừng gửi mã OTP, mật khẩu hay số căn cước.',
  hello: 'Chào anh/chị! Cần hỏi việc gì ạ?',
  scope: 'Về doanh nghiệp, hộ kinh doanh, hợp tác xã, dự án đầu tư. Anh/chị gõ câu hỏi, hoặc bấm một gợi ý:',
  ask1: 'Thành lập công ty TNHH một thành viên cần giấy tờ gì?',
  ask2: 'Đăng ký hộ kinh doanh ở đâu?',
  ask3: 'Tạm ngừng kinh doanh thế nào?',
  ask4: 'Xin chấp thuận dự án đầu tư cần gì?',
  ask5: 'Hồ sơ của tôi đến đâu rồi?',
  ask6: 'Tôi muốn gặp cán bộ',
  talk: 'Nội dung trò chuyện',
  loading: 'Đang tải cuộc trò chuyện…',
  typing: 'Trợ lý đang soạn câu trả lời…',
  compose: 'Soạn câu hỏi',
  label: 'Câu hỏi của anh/chị',
  placeholder: 'Nhập câu hỏi…',
  help: 'Enter để gửi, Shift và Enter để xuống dòng. Gửi riêng một con số để chọn theo số.',
  send: 'Gửi',
  privacy: 'Nội dung được lưu để hỗ trợ anh/chị; dữ liệu cá nhân được che bớt khi lưu. Câu trả lời để hướng dẫn, '
    + 'không thay cho văn bản của cơ quan nhà nước.',
  cancel: 'Thôi',
  you: 'Anh/chị',
  bot: 'Trợ lý',
  officer: 'Cán bộ',
  sending: 'đang gửi…',
  sent: 'đã gửi',
  failed: 'Chưa gửi được',
  failedIn: (s) => `Chưa gửi được, tự gửi lại sau ${s} giây`,
  busyIn: (s) => `Hệ thống bận, tự gửi lại sau ${s} giây`,
  refused: (why) => `Chưa gửi được. ${why}`,
  tooLong: 'Tin dài quá 4.000 ký tự.',
  conflict: 'Tin này vướng với một tin khác.',
  again: 'Thử lại',
  edit: 'Sửa lại',
  offline: 'Máy đang mất mạng. Tin của anh/chị sẽ tự gửi khi có mạng lại.',
  unreachable: 'Chưa nối được với hệ thống, đang thử lại…',
  gone: 'Cuộc trò chuyện trước không còn nữa. Chữ anh/chị đã gõ vẫn được giữ.',
  restart: 'Bắt đầu cuộc mới',
  wiped: 'Đã xoá cuộc trò chuyện khỏi máy này.',
  saved: 'Đã tải nội dung về máy.',
  fresh: 'Tin mới',
  more: 'Xem tiếp',
  details: 'Chi tiết',
  choose: 'Anh/chị chọn một mục',
  choices: (n) => `Có ${n} lựa chọn.`,
  useful: 'Có đúng ý không?',
  thanks: (label) => `Đã ghi nhận “${label}”. Cảm ơn anh/chị!`,
  basis: 'Căn cứ: ',
  others: (n) => ` và ${n} văn bản khác`,
  document: 'Văn bản',
  article: 'Điều, khoản',
  from: 'Hiệu lực từ',
  note: 'Lưu ý',
  progress: (done, of) => `Đã xong ${done}/${of} bước`,
  newTab: ' (mở trang khác)',
  speaker_bot: 'Trợ lý tự động trả lời tiếp',
  speaker_waiting: 'Đã báo cán bộ. Trong lúc chờ, trợ lý vẫn trả lời',
  speaker_officer: 'Cán bộ đã vào trả lời anh/chị',
  count: (n) => `${n.toLocaleString('vi-VN')}/4.000 ký tự`,
  over: (n) => `Mỗi tin tối đa 4.000 ký tự, tin này thừa ${n.toLocaleString('vi-VN')}. Anh/chị rút gọn hoặc chia làm hai tin.`,
  near: 'Sắp đủ 4.000 ký tự.',
  anewTitle: 'Bắt đầu cuộc trò chuyện mới?',
  anewText: 'Cuộc hiện tại sẽ đóng lại trên máy này và không mở lại được. Nếu cần giữ, anh/chị tải nội dung về trước.',
  anewYes: 'Bắt đầu',
  wipeTitle: 'Xoá cuộc trò chuyện khỏi máy này?',
  wipeText: 'Người dùng sau trên máy này sẽ không xem được. Bản lưu ở Sở không bị xoá.',
  wipeYes: 'Xoá',
  day: (iso) => day(iso, 'vi'),
  date: (iso) => date(iso, 'vi'),
};

const en = {
  title: 'Online support',
  page: 'Online support – Lạng Sơn Department of Finance',
  purpose: 'Automated assistant of the Lạng Sơn Department of Finance',
  skip: 'Skip to the question box',
  menu: 'Open menu',
  size: 'Text size',
  smaller: 'A−, smaller text',
  larger: 'A+, larger text',
  sizeNow: (n) => `Text size ${n}%`,
  anew: 'New conversation',
  save: 'Download transcript (.txt)',
  wipe: 'Delete from this device',
  warn: 'This is an automated assistant. Please do not send OTP codes, passwords or ID numbers.',
  hello: 'Hello, what would you like to ask?',
  scope: 'About companies, household businesses, cooperatives, investment projects. Type a question or pick a suggestion:',
  ask1: 'What documents do I need for a single-member limited company?',
  ask2: 'Where do I register a household business?',
  ask3: 'How do I suspend my business?',
  ask4: 'What do I need for approval of an investment project?',
  ask5: 'What is the status of my application?',
  ask6: 'I want to talk to an officer',
  talk: 'Conversation',
  loading: 'Loading the conversation…',
  typing: 'The assistant is writing an answer…',
  compose: 'Write a question',
  label: 'Your question',
  placeholder: 'Type your question…',
  help: 'Enter sends, Shift and Enter starts a new line. Send just a number to pick a choice by its number.',
  send: 'Send',
  privacy: 'Messages are stored to help you; personal data is masked when stored. Answers are guidance and do not '
    + 'replace documents of the authorities.',
  cancel: 'Cancel',
  you: 'You',
  bot: 'Assistant',
  officer: 'Officer',
  sending: 'sending…',
  sent: 'sent',
  failed: 'Not sent',
  failedIn: (s) => `Not sent, trying again in ${s} s`,
  busyIn: (s) => `The service is busy, trying again in ${s} s`,
  refused: (why) => `Not sent. ${why}`,
  tooLong: 'The message is longer than 4,000 characters.',
  conflict: 'This message collides with another one.',
  again: 'Try again',
  edit: 'Edit',
  offline: 'You are offline. Your messages will be sent when the network is back.',
  unreachable: 'Cannot reach the service, trying again…',
  gone: 'The previous conversation is no longer there. What you typed is kept.',
  restart: 'Start a new one',
  wiped: 'The conversation was deleted from this device.',
  saved: 'The transcript was downloaded.',
  fresh: 'New message',
  more: 'Read on',
  details: 'Details',
  choose: 'Pick one',
  choices: (n) => (n === 1 ? '1 choice.' : `${n} choices.`),
  useful: 'Did this answer your question?',
  thanks: (label) => `Noted: “${label}”. Thank you!`,
  basis: 'Based on: ',
  others: (n) => ` and ${n} more`,
  document: 'Document',
  article: 'Article',
  from: 'In force from',
  note: 'Note',
  progress: (done, of) => `${done} of ${of} steps done`,
  newTab: ' (opens another page)',
  speaker_bot: 'The automated assistant answers from here',
  speaker_waiting: 'An officer has been notified. Meanwhile the assistant still answers',
  speaker_officer: 'An officer has joined to answer you',
  count: (n) => `${n.toLocaleString('en-GB')}/4,000 characters`,
  over: (n) => `A message may have 4,000 characters; this one has ${n.toLocaleString('en-GB')} too many. Please shorten it or split it in two.`,
  near: 'Close to 4,000 characters.',
  anewTitle: 'Start a new conversation?',
  anewText: 'The present one is closed on this device and cannot be opened again. Download it first if you need it.',
  anewYes: 'Start',
  wipeTitle: 'Delete the conversation from this device?',
  wipeText: 'The next person on this device will not see it. The copy kept by the Department is not deleted.',
  wipeYes: 'Delete',
  day: (iso) => day(iso, 'en'),
  date: (iso) => date(iso, 'en'),
};

const all = { vi, en };
let current = 'vi';

export const language = () => current;

/** The text of `key` in the present language. */
export function say(key, ...args) {
  const word = all[current][key];
  return typeof word === 'function' ? word(...args) : word;
}

/** Writes a text of the dictionary into a node, so that it follows a later change of language. */
export function put(node, key, ...args) {
  node.dataset.t = key;
  node.dataset.a = JSON.stringify(args);
  node.textContent = say(key, ...args);
  return node;
}

/** The same for an attribute. */
export function label(node, key) {
  node.dataset.tLabel = key;
  node.setAttribute('aria-label', say(key));
  return node;
}

/** Switches the whole page. */
export function speak(next) {
  current = next === 'en' ? 'en' : 'vi';
  document.documentElement.lang = current;
  document.title = say('page');
  for (const node of document.querySelectorAll('[data-t]')) {
    const text = say(node.dataset.t, ...JSON.parse(node.dataset.a || '[]'));
    if (node.textContent !== text) node.textContent = text;
  }
  for (const node of document.querySelectorAll('[data-t-label]')) {
    node.setAttribute('aria-label', say(node.dataset.tLabel));
  }
  for (const node of document.querySelectorAll('[data-t-placeholder]')) {
    node.setAttribute('placeholder', say(node.dataset.tPlaceholder));
  }
}
