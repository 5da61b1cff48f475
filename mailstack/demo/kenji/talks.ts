import { document, photo, table } from '../files.ts';
import type { Talk } from '../talk.ts';

const jis = { lang: 'ja', charset: 'ISO-2022-JP', encoding: '7bit', look: 'plain' } as const;
const sjis = { lang: 'ja', charset: 'Shift_JIS', encoding: 'base64', look: 'plain' } as const;
const utf8 = { lang: 'ja', charset: 'utf-8', encoding: 'base64', look: 'html' } as const;

export const japaneseTalks: readonly Talk[] = [
  {
    ...jis,
    subject: '会議資料のご確認のお願い',
    age: '3h',
    unread: true,
    turns: [
      [
        'sato',
        '田中様\n\nいつもお世話になっております。青空翻訳の佐藤です。\n\n来週の会議の資料をお送りいたします。\n二ページ目の図だけ、少し古い版のままになっております。\n差し替えは明日の午前中にお届けします。\n\nご確認のほど、よろしくお願いいたします。',
        document(
          '会議資料.pdf',
          'Meeting notes',
          ['Agenda, budget and the drawing that will be replaced tomorrow.'],
          90,
        ),
      ],
    ],
  },
  {
    ...utf8,
    subject: '日曜日、母の誕生日はどうする？',
    age: '7h',
    starred: true,
    turns: [
      [
        'yuki',
        'お兄ちゃん、元気？\n\n母さんの誕生日、今年はお店を予約するか、家で手巻き寿司にするか迷っています。\n本人は「何もいらない」と言いながら、ケーキの写真を三枚送ってきました。',
      ],
      [
        'kenji',
        '手巻き寿司にしよう。ケーキは三枚目のやつだね、間違いない。\n\n花は僕が持って行きます。',
      ],
      ['yuki', 'さすが。じゃあ日曜の四時に集合で。\n犬も来ます。犬にもケーキが要るそうです。'],
    ],
  },
  {
    ...jis,
    subject: '翻訳原稿（第三章）の修正箇所について',
    age: '1d',
    turns: [
      [
        'mori',
        '田中先生\n\n第三章の原稿を拝読しました。鯨の場面、編集部で順番に泣きました。\n\n一点だけ、四十二ページの「はしけ」は「小舟」のほうが自然かもしれません。\nご検討いただけますでしょうか。',
      ],
      [
        'kenji',
        '森様\n\n丁寧に読んでいただき、ありがとうございます。\n「はしけ」は残したいです。荷物を運ぶ船であることが、後で効いてきますので。\n代わりに、初めて出てくる所に短い説明を足しました。',
      ],
      ['mori', '承知いたしました。説明の一文がとても良いです。\nこのまま進めさせていただきます。'],
    ],
  },
  {
    ...sjis,
    subject:
      '【重要】来年度の組合会費と総会の日程、ならびに会場変更に関するお知らせ（必ず最後までお読みください）',
    age: '2d',
    turns: [
      [
        'sato',
        '会員の皆様\n\n来年度の総会は、例年の公民館が改修工事のため、\n駅前の文化会館で行うことになりました。\n\n会費は据え置きです。お茶菓子は少し良くなります。\n\n日程は別紙の表をご覧ください。',
        table('総会日程と会場のご案内（最新版）.csv', [
          ['項目', '内容'],
          ['会場', '文化会館 二階'],
          ['時間', '十四時から'],
          ['会費', '三千円'],
        ]),
      ],
    ],
  },
  {
    ...utf8,
    subject: '紅葉の写真',
    age: '4d',
    turns: [
      [
        'hana',
        '先週、比叡山の裏の道を歩きました。\n人より鹿の方が多くて、鹿の方が礼儀正しかったです。\n\n一番良かった三枚を送ります。',
        photo('朝の山道.png', 'hills', 11, 340),
        photo('夕焼けの琵琶湖.png', 'dawn', 12, 420),
        photo('初雪.png', 'snow', 13, 300),
      ],
      ['kenji', '素晴らしいですね。二枚目を机の前に貼りました。\n鹿によろしくお伝えください。'],
    ],
  },
  {
    ...jis,
    subject: '古本の件、見つかりました',
    age: '9d',
    turns: [
      [
        'mori',
        'お探しだった昭和三十年の植物図鑑、神保町で見つかりました。\n背表紙は傷んでいますが、図版はすべて揃っています。\n値段を聞いて一度店を出て、もう一度入りました。',
      ],
      ['kenji', 'ぜひお願いします。背表紙は、フランスの友人に製本家がいるので相談します。'],
    ],
  },
  {
    ...utf8,
    subject: '猫の名前、決まりました',
    age: '15d',
    turns: [
      [
        'yuki',
        '三週間の家族会議の末、「だいふく」に決まりました。\n白くて、丸くて、押すとへこみます。',
      ],
      ['kenji', '良い名前です。年末に会えるのを楽しみにしています。'],
    ],
  },
  {
    ...sjis,
    subject: '町内会 どんど焼きのお手伝い',
    age: '40d',
    turns: [
      [
        'sato',
        '町内会の佐藤です。どんど焼きの火の番を、今年もお願いできますか。\n去年は餅を焦がした方がいて、議事録に名前が残っています。',
      ],
      ['kenji', 'お引き受けします。焦がしたのは私です。今年は気をつけます。'],
    ],
  },
  {
    ...utf8,
    subject: '新しい辞書アプリの感想🐾',
    age: '55d',
    folder: '仕事',
    turns: [
      [
        'hana',
        '例のアプリ、使ってみましたか？「木漏れ日」を引くと、英語で六行の説明が出ます。その六行が詩みたいで、仕事になりません。',
      ],
      ['kenji', '使いました。「わびさび」は十一行でした。翻訳者の仕事はまだありそうです。'],
    ],
  },
  {
    ...jis,
    subject: '請求書送付のご案内',
    age: '62d',
    folder: '仕事',
    turns: [
      [
        'kenji',
        '佐藤様\n\n今月分の請求書をお送りいたします。\nご査収のほど、よろしくお願いいたします。',
        document('請求書_翻訳料.pdf', 'Invoice', [
          'Translation, chapter three, 18,400 characters.',
        ]),
      ],
      ['sato', '確かに受け取りました。月末にお振込みいたします。\n鯨の章、私も泣きました。'],
    ],
  },
  {
    ...utf8,
    subject: '春に友人が来ます',
    age: '1d',
    turns: [
      [
        'kenji',
        '叔母さん、四月四日から十八日まで、フランスの友人に離れを貸してもらえますか。\n静かな人です。ただし苔に謝ります。',
      ],
      [
        'yuki',
        '叔母さんの代わりに返事します。「謝る人なら大歓迎」だそうです。布団は干しておくとのこと。',
      ],
    ],
  },
  {
    ...jis,
    subject: '同窓会の幹事をお願いできませんか',
    age: '88d',
    turns: [
      [
        'hana',
        '卒業から二十年です。信じられませんが、計算しました。\n幹事を二人でやりませんか。私は店を、あなたは名簿を。',
      ],
      ['kenji', 'やりましょう。名簿は去年のがあります。三人が改名し、一人が出家しています。'],
    ],
  },
  {
    ...utf8,
    subject: '俳句会 十一月の題',
    age: '12d',
    turns: [
      ['mori', '今月の題は「落葉」と「鍋」です。\n両方入れた句には、鍋を一杯差し上げます。'],
      ['kenji', '鍋の蓋あけて落葉の匂いせり\n\n一杯、お願いします。'],
      ['mori', '蓋を開けたら本当に葉が入っていたという実話でしょうか。合格です。'],
    ],
  },
];

export const englishTalks: readonly Talk[] = [
  {
    subject: 'Subtitles: two seconds is not enough',
    lang: 'en',
    age: '3d',
    turns: [
      [
        'jonas',
        'Kenji, the festival wants the subtitles of the whale film at 17 characters per second. The grandmother speaks at about forty. What do we do?',
      ],
      [
        'kenji',
        'We let her speak and translate her silences. I can bring it down to 18 without losing the joke about the kettle.',
      ],
      ['jonas', "Keep the kettle, whatever happens. Eighteen it is; I'll take the blame."],
    ],
  },
  {
    subject: 'Residency in Porto, spring',
    lang: 'en',
    age: '18d',
    folder: '仕事',
    turns: [
      [
        'sofia',
        'The house has a free month in May: a desk, a fig tree, a printing press you are not allowed to touch after ten at night. Would you come and translate here?',
      ],
      ['kenji', 'I would come for the fig tree alone. Yes, with gratitude. May I bring the whale?'],
      ['sofia', 'The whale may sleep in the courtyard.'],
    ],
  },
  {
    subject: 'That word we talked about',
    lang: 'en',
    age: '77d',
    turns: [
      [
        'tom',
        "You told me a word for the books one buys and doesn't read. I have told everyone and remembered it wrong. Was it tsundoku?",
      ],
      ['kenji', 'It was. You were buying three at the time.'],
      ['tom', 'Four. One was in the coat.'],
    ],
  },
];
