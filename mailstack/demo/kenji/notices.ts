import { letterPdf } from '../media/pdf.ts';
import type { Newsletter } from '../newsletter.ts';
import type { NoticeMail } from '../notice.ts';

const shops = {
  power: { name: 'ひかり電力', address: 'info@hikari-denryoku.example' },
  books: { name: '木漏れ日書店', address: 'order@komorebi-shoten.example' },
  rail: { name: '山陰観光鉄道', address: 'yoyaku@sanin-kanko.example' },
  library: { name: '市立図書館', address: 'kashidashi@toshokan.example' },
};

export const japaneseNotices: readonly NoticeMail[] = [
  {
    from: shops.books,
    lang: 'ja',
    subject: 'ご注文の商品を発送いたしました',
    age: '5h',
    unread: true,
    colour: '#5b4a8a',
    text: '田中 健二 様\n\nこの度はご注文ありがとうございます。\n植物図鑑（昭和三十年版）を本日発送いたしました。お届けは{d+2}の予定です。\n\n積ん読の上から三冊目あたりに置いていただけますと幸いです。',
    button: ['配送状況を見る', 'tracking'],
  },
  {
    from: shops.library,
    lang: 'ja',
    subject: '返却期限のお知らせ',
    age: '2d',
    bare: true,
    charset: 'Shift_JIS',
    text: '田中 健二 様\n\nお借りの図書の返却期限は{d+3}です。\n\n 一、鯨の歴史 上巻\n 二、苔の図鑑\n\n上巻だけお借りの方には、下巻をおすすめしております。',
  },
  {
    from: shops.rail,
    lang: 'ja',
    subject: '【予約完了】寝台列車「しらさぎ」二号車六番',
    age: '6d',
    colour: '#1f4e79',
    starred: true,
    text: '田中 健二 様\n\nご予約ありがとうございます。\n\n乗車日：{d+30}\n列車：寝台列車「しらさぎ」\n座席：二号車六番 下段\n\n車内販売のプリンは数に限りがございます。',
    button: ['予約を確認する', 'yoyaku'],
  },
  {
    from: shops.library,
    lang: 'ja',
    subject: 'ご予約の本がご用意できました',
    age: '24d',
    bare: true,
    charset: 'Shift_JIS',
    folder: 'Trash',
    text: '田中 健二 様\n\nご予約の「鯨の歴史 下巻」がご用意できました。\n取り置きは{d+7}までです。',
  },
  {
    from: { name: '当選事務局', address: 'tousen@atari.example' },
    lang: 'ja',
    subject: '【至急】十億円が当選しました',
    age: '3d',
    folder: 'Junk',
    unread: true,
    trust: 'fail',
    bare: true,
    text: 'おめでとうございます。あなたは十億円に当選しました。\n本日中に手数料二千円をお振込みください。',
  },
];

export function powerBills(): NoticeMail[] {
  return Array.from({ length: 18 }, (_, i) => ({
    from: shops.power,
    lang: 'ja' as const,
    subject: '{m}分 電気料金のお知らせ',
    age: `${Math.round(5 + i * 30.4)}d`,
    folder: i < 3 ? 'INBOX' : '請求書',
    unread: i === 0,
    colour: '#b06a00',
    charset: i % 2 ? 'Shift_JIS' : undefined,
    bare: i % 2 === 1,
    text: '田中 健二 様\n\n{m}分の電気料金が確定いたしました。\n\nご請求額：{yen}円\nお支払日：{d+14}\n\n明細は添付のファイルをご覧ください。',
    values: { yen: (6200 + ((i * 977) % 3100)).toLocaleString('en-US') },
    files: [
      () => ({
        name: `電気料金明細書_${18 - i}.pdf`,
        type: 'application/pdf',
        content: letterPdf('Hikari Denryoku', [`Statement no. ${18 - i}`]),
      }),
    ],
  }));
}

export const japaneseLetter: Newsletter = {
  name: '星空だより',
  address: 'tayori@hoshizora.example',
  host: 'hoshizora.example',
  colour: '#2b3a67',
  paper: '#eef0f7',
  lang: 'ja',
  every: 60,
  issues: 14,
  folder: '便り',
  openings: [
    [
      '今月の夜空：ふたご座流星群',
      '今月は流れ星の多い月です。温かい飲み物と、首の痛くならない椅子をご用意ください。',
    ],
    [
      '月の満ち欠けと暮らし',
      '満月の夜、商店街の時計屋さんは店を開けています。理由を聞いてきました。',
    ],
    ['望遠鏡のはじめかた', '高いものは要りません。晴れた夜と、少しの辛抱があれば十分です。'],
  ],
  articles: [
    ['土星の環を見る', '小さな望遠鏡でも、あの環は見えます。見えた瞬間、たいていの人は黙ります。'],
    ['星座早見盤の作り方', '厚紙と割りピンで、一時間ほどで作れます。'],
    ['冬の星めぐり', 'オリオン座から始めて、六つの一等星をたどる散歩道です。'],
    ['天文台の猫', '口径六十センチの望遠鏡の上で眠る猫に、会いに行きました。'],
  ],
};
