import iconv from 'iconv-lite';

/** The bytes of a text in a charset; iconv-lite lacks ISO-2022-JP, which is EUC-JP in other clothes. */
export function toBytes(text: string, charset: string): Buffer {
  const name = charset.toLowerCase();
  if (name === 'utf-8' || name === 'us-ascii') return Buffer.from(text, 'utf8');
  if (name === 'iso-2022-jp') return iso2022jp(text);
  return iconv.encode(text, name);
}

const TO_ASCII = [0x1b, 0x28, 0x42];
const TO_JIS = [0x1b, 0x24, 0x42];

function iso2022jp(text: string): Buffer {
  const bytes: number[] = [];
  let inJis = false;
  const switchTo = (jis: boolean) => {
    if (jis !== inJis) bytes.push(...(jis ? TO_JIS : TO_ASCII));
    inJis = jis;
  };
  for (const char of text) {
    const euc = iconv.encode(char, 'euc-jp');
    switchTo(euc.length === 2);
    for (const byte of euc) bytes.push(byte & 0x7f);
  }
  switchTo(false);
  return Buffer.from(bytes);
}
