import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { letter } from '../../../shared/compose.ts';
import { buildLetter } from './letter.ts';

const RED =
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC';

async function build(part: object) {
  const input = letter.parse({
    id: crypto.randomUUID(),
    from: { name: '', address: 'ana@test.example' },
    to: [{ name: '', address: 'bob@test.example' }],
    cc: [],
    bcc: [],
    subject: 'A word',
    text: '',
    ...part,
  });
  const built = buildLetter(input, '<1@test.example>', new Date(0));
  const raw = await buffer(built.bytes);
  return { raw: raw.toString(), read: await PostalMime.parse(raw) };
}

describe('the words of a letter', () => {
  it('are plain and flowed in a plain letter', async () => {
    const { raw, read } = await build({ text: `${'word '.repeat(60)}\n From there` });
    expect(raw).toMatch(/^Content-Type: text\/plain; charset=utf-8; format=flowed\r$/m);
    expect(raw).not.toContain('text/html');
    expect(read.text?.trimEnd()).toBe(`${'word '.repeat(60).trim()}\n From there`);
  });

  it('are both in a rich one', async () => {
    const { raw, read } = await build({ html: '<p>Dear <b>Bob</b></p><ul><li>one</li></ul>' });
    expect(raw).toMatch(/multipart\/alternative/);
    expect(read.text?.trim()).toBe('Dear Bob\n\n- one');
    expect(read.html).toContain('<p>Dear <b>Bob</b></p>');
  });

  it('take their own pictures along as parts, each once', async () => {
    const image = `<img alt="logo" src="data:image/png;base64,${RED}">`;
    const { raw, read } = await build({ html: `<p>a</p>${image}${image}` });
    expect(raw).not.toContain('data:image');
    expect(read.attachments).toHaveLength(1);
    const [picture] = read.attachments;
    expect(picture).toMatchObject({ mimeType: 'image/png', related: true });
    const contentId = picture!.contentId!.slice(1, -1);
    expect(read.html?.split(`cid:${contentId}`)).toHaveLength(3);
    expect(Buffer.from(picture!.content as ArrayBuffer).toString('base64')).toBe(RED);
  });
});
