import type { Attachment } from './mime/part.ts';

export interface Quote {
  intro: string;
  text: string;
}

/** A letter between people: paragraphs, pictures where they were dropped, what it answers below. */
export function personalHtml(
  text: string,
  files: readonly Attachment[] = [],
  quote?: Quote,
): string {
  const pictures = files
    .filter((file) => file.cid)
    .map(
      (file) =>
        `<p><img src="cid:${file.cid}" alt="${escapeHtml(file.name)}" width="640" height="420"></p>\n`,
    );
  const quoted = quote
    ? `<div class="quote"><p>${escapeHtml(quote.intro)}</p>\n<blockquote style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex">\n${paragraphs(quote.text)}</blockquote></div>\n`
    : '';
  const dir = isArabic(text) ? ' dir="rtl"' : '';
  return `<!DOCTYPE html>\n<html${dir}><body>\n${paragraphs(text)}${pictures.join('')}${quoted}</body></html>\n`;
}

export interface Notice {
  sender: string;
  colour: string;
  title: string;
  text: string;
  button?: readonly [label: string, url: string];
  footer: string;
}

/** A message from a firm or an office: a band, a card, one button. */
export function noticeHtml(notice: Notice): string {
  const button = notice.button
    ? `<p><a href="${notice.button[1]}" style="display:inline-block;background:${notice.colour};color:#ffffff;padding:12px 22px;border-radius:4px;text-decoration:none">${escapeHtml(notice.button[0])}</a></p>\n`
    : '';
  return page(
    notice.title,
    `<tr><td style="background:${notice.colour};color:#ffffff;padding:18px 28px;font-size:18px;font-weight:bold">${escapeHtml(notice.sender)}</td></tr>
<tr><td style="padding:28px;font-size:15px;line-height:1.55;color:#20242a">
<h1 style="font-size:20px;margin:0 0 16px">${escapeHtml(notice.title)}</h1>
${paragraphs(notice.text)}${button}</td></tr>
<tr><td style="padding:16px 28px;border-top:1px solid #e6e3db;font-size:12px;color:#6b7078">${escapeHtml(notice.footer)}</td></tr>`,
  );
}

export interface Issue {
  sender: string;
  colour: string;
  paper: string;
  host: string;
  /** Reader-specific part of the links, by which they are followed. */
  reader: string;
  title: string;
  intro: string;
  articles: readonly { title: string; text: string; slug: string }[];
  more: string;
  leave: string;
}

/** A newsletter as they really are: nested tables, remote pictures, followed links, a one-pixel image. */
export function newsletterHtml(issue: Issue): string {
  const link = (slug: string) =>
    `https://lire.${issue.host}/c/${slug}?r=${issue.reader}&amp;utm_source=lettre&amp;utm_medium=email`;
  const article = ({
    title,
    text,
    slug,
  }: Issue['articles'][number]) => `<tr><td style="padding:0 28px 28px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td><a href="${link(slug)}"><img src="https://images.${issue.host}/${slug}/couverture-1120.jpg" alt="${escapeHtml(title)}" width="544" height="260" style="display:block;width:100%;height:auto;border:0;background:${issue.paper}"></a></td></tr>
<tr><td style="padding-top:14px;font-family:Georgia,serif;font-size:21px;line-height:1.3"><a href="${link(slug)}" style="color:#20242a;text-decoration:none">${escapeHtml(title)}</a></td></tr>
<tr><td style="padding-top:8px;font-size:15px;line-height:1.55;color:#4a4f57">${escapeHtml(text)}
<a href="${link(slug)}" style="color:${issue.colour};white-space:nowrap">${escapeHtml(issue.more)}</a></td></tr>
</table></td></tr>`;
  return page(
    issue.title,
    `<tr><td style="display:none;max-height:0;overflow:hidden;font-size:1px;color:#ffffff">${escapeHtml(issue.intro.slice(0, 110))}</td></tr>
<tr><td align="center" style="padding:28px 28px 20px;background:${issue.paper}"><a href="${link('accueil')}"><img src="https://images.${issue.host}/marque@2x.png" alt="${escapeHtml(issue.sender)}" width="180" height="44" style="border:0"></a></td></tr>
<tr><td style="padding:24px 28px;font-size:16px;line-height:1.55;color:#20242a">
<h1 style="font-family:Georgia,serif;font-size:27px;line-height:1.2;margin:0 0 12px;color:${issue.colour}">${escapeHtml(issue.title)}</h1>
${paragraphs(issue.intro)}</td></tr>
${issue.articles.map(article).join('\n')}
<tr><td align="center" style="padding:20px 28px;font-size:12px;color:#6b7078;background:${issue.paper}">${escapeHtml(issue.sender)} · ${issue.host}<br>
<a href="https://lire.${issue.host}/partir?r=${issue.reader}" style="color:#6b7078">${escapeHtml(issue.leave)}</a></td></tr>
<tr><td style="line-height:0"><img src="https://suivi.${issue.host}/o/${issue.reader}.gif" width="1" height="1" alt="" style="display:block"></td></tr>`,
  );
}

function page(title: string, rows: string): string {
  return `<!DOCTYPE html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;padding:0;background:#f2f0ea">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f2f0ea"><tr><td align="center" style="padding:24px 8px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="width:600px;max-width:100%;font-family:Helvetica,Arial,sans-serif">
${rows}
</table></td></tr></table>
</body></html>
`;
}

export function paragraphs(text: string): string {
  return text
    .split(/\n\n+/)
    .map((one) => `<p>${escapeHtml(one).replaceAll('\n', '<br>\n')}</p>\n`)
    .join('');
}

export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

const isArabic = (text: string) => /\p{Script=Arabic}/u.test(text.slice(0, 40));
