// Files before they are sent: what is taken, and photos made small enough for a slow network.

/** In MiB; the server writes its own limit into the page. */
export const LARGEST = Number(document.documentElement.dataset.fileMegabytes) || 10;
const SMALL = 1.5 * 1024 * 1024;
const LONGEST_SIDE = 3000;
const TAKEN = /\.(jpe?g|png|webp|heic|heif|pdf|docx|xlsx|ogg|mp3|m4a|amr)$/i;

/** '1,2 MB' as a Vietnamese or English reader writes it. */
export function size(bytes, language) {
  const mega = bytes >= 1024 * 1024;
  const number = mega ? bytes / 1024 / 1024 : Math.max(0.1, bytes / 1024);
  return `${number.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: number < 10 ? 1 : 0 })} ${mega ? 'MB' : 'KB'}`;
}

/** The photo in JPEG with its long side cut down; the file itself where the browser cannot. */
async function smaller(file) {
  try {
    const image = await createImageBitmap(file);
    const by = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(image.width * by));
    canvas.height = Math.max(1, Math.round(image.height * by));
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    image.close();
    const blob = await new Promise((done) => { canvas.toBlob(done, 'image/jpeg', 0.86); });
    const kind = /^image\/(jpeg|png)$/.test(file.type);
    if (!blob || (kind && blob.size >= file.size)) return file;
    return new File([blob], file.name.replace(/\.[^.]*$/, '') + '.jpg', { type: 'image/jpeg' });
  } catch {
    return file;
  }
}

/** What is to be sent of a file that was chosen: `{ file }`, or `{ wrong }` with the word that says why not. */
export async function prepared(chosen) {
  let file = chosen;
  const image = /^image\//.test(file.type) || /\.hei[cf]$/i.test(file.name);
  if (image && !/svg|gif/.test(file.type) && (file.size > SMALL || !/^image\/(jpeg|png)$/.test(file.type))) file = await smaller(file);
  if (/\.hei[cf]$/i.test(file.name)) return { wrong: 'fileHeic' };
  if (!TAKEN.test(file.name) && !/^image\/(jpeg|png|webp)$/.test(file.type)) return { wrong: 'fileType' };
  if (!file.size) return { wrong: 'fileEmpty' };
  return file.size > LARGEST * 1024 * 1024 ? { wrong: 'fileLarge' } : { file };
}
