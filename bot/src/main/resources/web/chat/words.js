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
  attach: 'Gửi tệp hoặc ảnh',
  choose_file: 'Chọn tệp hoặc ảnh',
  camera: 'Chụp ảnh',
  drop: 'Thả tệp vào đây để gửi',
  open_file: (name, size) => `Tải tệp ${name}, ${size}`,
  uploading: (n) => `đang gửi ${n}%`,
  fileSent: (name) => `Đã gửi tệp ${name}.`,
  fileType: 'Chỉ gửi được ảnh (JPEG, PNG, WebP), PDF, Word (docx), Excel (xlsx) và ghi âm.',
  fileHeic: 'Ảnh HEIC chưa mở được ở đây. Anh/chị chụp màn hình ảnh đó hoặc lưu thành JPEG rồi gửi.',
  fileLarge: (mb) => `Tệp lớn quá ${mb} MB. Anh/chị chụp lại ở cỡ nhỏ hơn hoặc chia làm nhiều tệp.`,
  fileEmpty: 'Tệp này trống.',
  fileGone: 'Trang đã tải lại nên tệp này chưa gửi. Anh/chị chọn lại tệp.',
  fileFailed: 'Chưa tải được tệp. Anh/chị thử lại.',
  remove: 'Bỏ đi',
  close: 'Thu nhỏ',
  phone: 'Tiếp tục trên điện thoại',
  phoneText: 'Mở máy ảnh của điện thoại, quét mã này để tiếp tục đúng cuộc trò chuyện này. Mã dùng một lần, trong 10 phút; đừng đưa mã cho người khác.',
  phoneLink: 'Hoặc mở liên kết này trên máy kia',
  phoneQr: 'Mã QR để tiếp tục trên điện thoại',
  phoneFailed: 'Chưa lấy được mã. Anh/chị thử lại sau.',
  haveCode: 'Tôi có mã',
  go_zalo: 'Chuyển sang Zalo',
  go_telegram: 'Chuyển sang Telegram',
  go_messenger: 'Chuyển sang Messenger',
  goText: (name) => `Mở ${name}, gửi mã này cho tài khoản của Sở. Cuộc trò chuyện sẽ tiếp tục ở đó. Mã dùng một lần, trong 10 phút; đừng đưa mã cho người khác.`,
  goCode: (code) => `Mã: ${code}`,
  copy: 'Chép mã',
  copied: 'Đã chép mã.',
  codeTitle: 'Tiếp tục cuộc trò chuyện ở đây',
  codeText: 'Nhập mã đã nhận trên Zalo, Telegram, Messenger hoặc trên máy khác. Cuộc trò chuyện sẽ chuyển về trang này.',
  codeCloses: 'Cuộc trò chuyện đang mở ở đây sẽ đóng lại; nếu cần giữ, anh/chị tải nội dung về trước.',
  codeLabel: 'Mã gồm 6 chữ và số',
  codeYes: 'Tiếp tục',
  codeShape: 'Mã có 6 chữ và số, ví dụ K7M-2QD.',
  moved_web: 'Cuộc trò chuyện tiếp tục trên trang web.',
  moved_zalo: 'Cuộc trò chuyện tiếp tục trên Zalo.',
  moved_telegram: 'Cuộc trò chuyện tiếp tục trên Telegram.',
  moved_messenger: 'Cuộc trò chuyện tiếp tục trên Messenger.',
  movedAway: (name) => `Cuộc trò chuyện này đã chuyển sang ${name}. Muốn đưa về đây, anh/chị lấy mã ở đó rồi nhập tại đây.`,
  sharedThere: (name) => (name ? `Tệp gửi qua kênh khác: ${name}` : 'Ảnh hoặc tệp gửi qua kênh khác'),
  done: 'Đóng',
  continued: 'Cuộc trò chuyện đã tiếp tục trên máy này.',
  channelOff: 'Kênh này đang tạm ngừng. Anh/chị hỏi tiếp ở đây, hoặc thử lại sau.',
  notContinued: 'Mã đã dùng hoặc hết hạn. Trên máy kia, anh/chị lấy mã mới.',
  missed: (n) => `(${n}) Tin mới – Hỗ trợ trực tuyến`,
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
  attach: 'Send a file or photo',
  choose_file: 'Choose a file or photo',
  camera: 'Take a photo',
  drop: 'Drop files here to send them',
  open_file: (name, size) => `Download file ${name}, ${size}`,
  uploading: (n) => `sending ${n}%`,
  fileSent: (name) => `File ${name} was sent.`,
  fileType: 'You can send images (JPEG, PNG, WebP), PDF, Word (docx), Excel (xlsx) and voice recordings.',
  fileHeic: 'HEIC photos cannot be opened here. Take a screenshot of it or save it as JPEG, then send that.',
  fileLarge: (mb) => `The file is larger than ${mb} MB. Take the picture in a smaller size or split the file.`,
  fileEmpty: 'This file is empty.',
  fileGone: 'The page was reloaded before this file was sent. Please choose it again.',
  fileFailed: 'The file could not be downloaded. Please try again.',
  remove: 'Remove',
  close: 'Minimise',
  phone: 'Continue on your phone',
  phoneText: 'Scan this code with your phone’s camera to go on with this very conversation. It works once, within 10 minutes; give it to nobody.',
  phoneLink: 'Or open this link on the other device',
  phoneQr: 'QR code to continue on your phone',
  phoneFailed: 'No code could be had. Please try again later.',
  haveCode: 'I have a code',
  go_zalo: 'Move to Zalo',
  go_telegram: 'Move to Telegram',
  go_messenger: 'Move to Messenger',
  goText: (name) => `Open ${name} and send this code to the account of the department. The conversation continues there. It works once, within 10 minutes; give it to nobody.`,
  goCode: (code) => `Code: ${code}`,
  copy: 'Copy the code',
  copied: 'The code was copied.',
  codeTitle: 'Continue the conversation here',
  codeText: 'Type the code you got on Zalo, Telegram, Messenger or another device. The conversation moves to this page.',
  codeCloses: 'The conversation that is open here will be closed; download it first if you need it.',
  codeLabel: 'Code of 6 letters and digits',
  codeYes: 'Continue',
  codeShape: 'A code has 6 letters and digits, such as K7M-2QD.',
  moved_web: 'The conversation continues on the website.',
  moved_zalo: 'The conversation continues on Zalo.',
  moved_telegram: 'The conversation continues on Telegram.',
  moved_messenger: 'The conversation continues on Messenger.',
  movedAway: (name) => `This conversation moved to ${name}. To bring it back, get a code there and type it here.`,
  sharedThere: (name) => (name ? `File sent by another channel: ${name}` : 'Photo or file sent by another channel'),
  done: 'Close',
  continued: 'The conversation goes on on this device.',
  channelOff: 'This channel is turned off for now. Go on here, or try again later.',
  notContinued: 'The code was used or has expired. Get a new one on the other device.',
  missed: (n) => `(${n}) New messages – Online support`,
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
