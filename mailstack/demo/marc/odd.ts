import { ago, rfc5322Date } from '../clock.ts';
import { document } from '../files.ts';
import { picture } from '../media/picture.ts';
import type { Planned } from '../message.ts';
import { type Letter, type Person, writeLetter } from '../mime/letter.ts';
import { attachmentPart, multipart, type Part, textPart, wrap } from '../mime/part.ts';
import { people } from '../people.ts';
import { messageId, post, type Trust } from '../post.ts';
import { seeded } from '../random.ts';

const owner: Person = { name: people.marc.name, address: people.marc.address };

interface Odd extends Partial<Omit<Letter, 'date' | 'id'>> {
  age: string;
  seed: string;
  unread?: boolean;
  trust?: Trust;
}

/** Letters that are rare and legal, or nearly so: what a mail program must survive. */
export function oddLetters(now: Date): Planned[] {
  return [...foreign, ...strange, bounce(now), forward(now)].map((odd) => {
    const { age, seed, unread, trust, ...fields } = odd;
    const date = ago(now, age, seeded(seed));
    const posting = { owner, folder: 'INBOX', flags: unread ? [] : ['\\Seen'], trust };
    return post(date, posting, () => ({
      to: [owner],
      subject: '',
      ...fields,
      date,
      id: messageId(seed, fields.from?.address ?? 'unknown@unknown.example'),
    }));
  });
}

const foreign: readonly Odd[] = [
  {
    age: '3d',
    seed: 'koi8',
    charset: 'koi8-r',
    encoding: '8bit',
    from: { name: 'Ирина Соколова', address: 'irina@bibliotheka-veshchey.example' },
    subject: 'Привет из библиотеки вещей',
    text: wrap(
      'Здравствуйте, Марк!\n\nМы открыли библиотеку вещей в маленьком городе у реки. Первым взяли самовар, вторым дрель, третьим снова самовар.\n\nКак вы ведёте учёт? У нас пока тетрадь и хорошая память Веры Павловны.\n\nС уважением,\nИрина',
      60,
    ),
  },
  {
    age: '5d',
    seed: 'gb2312',
    charset: 'gb2312',
    encoding: 'base64',
    from: { name: '李明', address: 'liming@gongjuguan.example' },
    subject: '关于工具图书馆的合作',
    text: '马克先生：\n\n您好！我们在河边开了一家小小的工具图书馆，想向您学习经验。\n\n上周有人借走了一把梯子，还回来两把。我们不知道该怎么记账。\n\n祝好，\n李明',
  },
  {
    age: '11d',
    seed: 'latin2',
    charset: 'iso-8859-2',
    encoding: 'quoted-printable',
    from: { name: 'Zofia Wiśniewska', address: 'zofia@biblioteka-rzeczy.example' },
    subject: 'Pozdrowienia z Łodzi i pytanie o wiertarkę',
    text: 'Dzień dobry,\n\nw naszej bibliotece rzeczy wiertarka jest pożyczana częściej niż książki. Czy u Państwa też?\n\nŚlę serdeczności i przepis na pierogi.\n\nZofia',
  },
  {
    age: '19d',
    seed: 'greek',
    charset: 'iso-8859-7',
    encoding: 'base64',
    from: { name: 'Ελένη Παππά', address: 'eleni@ergaleia.example' },
    subject: 'Το εργαστήριο της γειτονιάς',
    text: 'Καλημέρα Μάρκο,\n\nτο εργαστήριο άνοιξε χθες. Ήρθαν σαράντα άνθρωποι και μία κατσίκα. Η κατσίκα έφυγε τελευταία.\n\nΕλένη',
  },
  {
    age: '23d',
    seed: 'german',
    charset: 'iso-8859-15',
    encoding: 'quoted-printable',
    from: { name: 'Jürgen Weiß', address: 'juergen@leihladen.example' },
    subject: 'Grüße aus dem Leihladen: 500 € Spende!',
    text: 'Lieber Marc,\n\nwir haben 500 € für neue Schraubendreher bekommen. Größe und Fußnoten siehe Anhang, den ich natürlich vergessen habe.\n\nHerzliche Grüße\nJürgen',
  },
  {
    age: '27d',
    seed: 'turkish',
    charset: 'windows-1254',
    encoding: 'quoted-printable',
    from: { name: 'Ayşe Yıldız', address: 'ayse@esya-kutuphanesi.example' },
    subject: 'Eşya kütüphanesi için teşekkürler',
    text: 'Merhaba Marc,\n\nGönderdiğiniz tablo çok işimize yaradı. Merdiven artık kayıp değil, sadece gecikmiş.\n\nSevgiler,\nAyşe',
  },
  {
    age: '34d',
    seed: 'korean',
    charset: 'euc-kr',
    encoding: 'base64',
    from: { name: '김하늘', address: 'haneul@dongne.example' },
    subject: '동네 공구 도서관 소식',
    text: '안녕하세요 마크 님,\n\n지난달에는 재봉틀이 열두 번 나갔다가 열두 번 돌아왔습니다. 실은 돌아오지 않았습니다.\n\n김하늘 드림',
  },
  {
    age: '43d',
    seed: 'italian',
    charset: 'windows-1252',
    encoding: '8bit',
    from: { name: 'Niccolò Ferri', address: 'niccolo@oggettoteca.example' },
    subject: 'L’oggettoteca compie un anno',
    text: wrap(
      'Caro Marc,\n\nl’oggettoteca compie un anno: più di mille prestiti e una sola teglia perduta. Perché non venite a festeggiare? Ci sarà la focaccia.\n\nNiccolò',
    ),
  },
  {
    age: '50d',
    seed: 'hebrew',
    charset: 'utf-8',
    encoding: 'base64',
    from: { name: 'נועה לוי', address: 'noa@sifriyat-klim.example' },
    subject: 'שאלה קטנה על המקדחה',
    text: 'שלום מרק,\n\nהמקדחה חזרה עם עוגה. האם זה נהוג אצלכם?\n\nנועה',
  },
];

const strange: readonly Odd[] = [
  {
    age: '2h',
    seed: 'no subject',
    unread: true,
    from: people.gaspard,
    subject: '',
    text: "Je voulais te demander quelque chose mais j'ai oublié quoi. Ça me reviendra.\n\nGaspard",
  },
  {
    age: '4d',
    seed: 'no from',
    subject: 'Message du scanner du local',
    trust: 'none',
    text: 'Numérisation terminée : 1 page.\nExpéditeur non configuré.\n',
    files: [
      document('scan0001.pdf', 'Ticket de caisse', [
        '2 pinceaux, 1 rouleau, 1 esperluette (non remboursable).',
      ])(),
    ],
  },
  {
    age: '7h',
    seed: 'long subject',
    unread: true,
    from: {
      name: 'Service de la vie associative de la mairie de Saint-Lunaire-le-Canal, bureau des subventions',
      address: 'vie-associative@mairie-saint-lunaire.example',
    },
    subject:
      "Demande de subvention de fonctionnement au titre de l'exercice à venir : pièces complémentaires à fournir par le trésorier, ou à défaut par le secrétaire, ou à défaut par toute personne dûment mandatée et munie de la photocopie recto verso de la pièce d'identité de celui ou de celle qui l'aura mandatée",
    text: 'Monsieur,\n\nTout est dans l’objet.\n\nLe bureau des subventions',
  },
  {
    age: '1d',
    seed: 'emoji',
    from: people.bastien,
    subject: '🎉🥖 Le four à pain est VOTÉ 🔥 (enfin presque) 👩🏽‍🍳',
    text: 'Sept voix pour, une contre (le four lui-même, dit Paul). 🥖🥖🥖\n\nOn inaugure quand ? 👨‍👩‍👧‍👦🇫🇷\n\nBastien ✌️',
  },
  {
    age: '6d',
    seed: 'html only',
    from: { name: 'Papeterie Hirondelle', address: 'bonjour@papeterie-hirondelle.example' },
    subject: 'Vos 400 enveloppes sont parties',
    html: '<html><body><center><font face="Georgia" size="5" color="#7a2e3a">Papeterie Hirondelle</font></center>\n<p>Vos <b>400&nbsp;enveloppes</b> &laquo;&nbsp;sobre&nbsp;&raquo; sont parties ce matin.</p>\n<table border="1" cellpadding="6"><tr><th>Article</th><th>Quantit&eacute;</th></tr><tr><td>Enveloppe recycl&eacute;e</td><td align="right">400</td></tr></table>\n<p><i>Elles sont sobres, mais pas tristes.</i></p></body></html>\n',
  },
  {
    age: '10d',
    seed: 'picture only',
    from: people.yann,
    subject: 'Sans commentaire',
    body: attachmentPart({
      name: 'la mer ce matin.png',
      type: 'image/png',
      content: picture('sea', 31),
    }),
  },
  {
    age: '14d',
    seed: 'old names',
    from: { name: 'Fanfare municipale', address: 'fanfare@fanfare-saint-lunaire.example' },
    subject: 'Partition de l’été',
    charset: 'iso-8859-1',
    text: 'Bonjour,\n\nVoici la partition. Le trombone entre mesure 12, en principe.\n\nLa fanfare',
    files: [
      {
        name: "partition d'été (trombone).pdf",
        type: 'application/pdf',
        nameCharset: 'iso-8859-1',
        oldName: true,
        content: document('x', 'Marche du Canal', ['La, la, si, do (et le trombone, plus tard).'])()
          .content,
      },
    ],
  },
  {
    age: '29d',
    seed: 'hidden list',
    from: people.odile,
    to: [],
    subject: 'À tous mes correspondants',
    flowed: true,
    text: "Mes chers amis,\n\nJe change d'adresse électronique pour la première fois depuis 2003. L'ancienne continuera de marcher, moi aussi.\n\nFrom time to time, comme disent les Anglais, donnez-moi des nouvelles.\n\n> Ceci n'est pas une citation, j'aime simplement ce signe.\n\n-- \nOdile Vasseur\nConservatrice de l'échelle",
  },
  {
    age: '45d',
    seed: 'markup',
    from: { name: 'Stagiaire <b>web</b>', address: 'stagiaire@nuage-sobre.example' },
    subject: 'Le <script>alert("site")</script> est réparé & testé',
    text: 'Bonjour,\n\nLe formulaire n’accepte plus les balises. Enfin, sauf <marquee>celle-ci</marquee>.\n\nLe stagiaire',
  },
];

function bounce(now: Date): Odd {
  const date = ago(now, '8d', seeded('bounce'));
  const original = writeLetter({
    from: owner,
    to: [{ name: 'Éric Bourdin', address: 'eric.bourdin@boite-fermee.example' }],
    subject: 'Votre reçu fiscal',
    date,
    id: 'recu-fiscal-2210@demo.example',
    text: 'Bonjour Éric,\n\nVoici votre reçu. Merci encore pour les chaises.\n\nMarc',
  });
  const headers = original.toString('latin1').split('\r\n\r\n')[0] as string;
  return {
    age: '8d',
    seed: 'bounce',
    from: { name: 'Mail Delivery System', address: 'mailer-daemon@demo.example' },
    subject: 'Undelivered Mail Returned to Sender',
    headers: ['Auto-Submitted: auto-replied'],
    body: multipart(
      'report',
      '=_bounce_2210',
      [
        textPart(
          'plain',
          'This is the mail system at host mx.demo.example.\n\nI am sorry to have to inform you that your message could not be delivered.\n\n<eric.bourdin@boite-fermee.example>: host mx.boite-fermee.example said:\n    550 5.1.1 User unknown, has retired to the Jura\n',
        ),
        raw(
          'message/delivery-status',
          `Reporting-MTA: dns; mx.demo.example\r\nArrival-Date: ${rfc5322Date(date)}\r\n\r\nFinal-Recipient: rfc822; eric.bourdin@boite-fermee.example\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown, has retired to the Jura\r\n`,
        ),
        raw('text/rfc822-headers', `${headers}\r\n`),
      ],
      ';\r\n\treport-type=delivery-status',
    ),
  };
}

function forward(now: Date): Odd {
  const inner = writeLetter({
    from: people.noor,
    to: [people.paul],
    subject: 'La bobine rouge',
    date: ago(now, '13d', seeded('inner')),
    id: 'bobine-rouge@elkhatib.example',
    text: 'Paul,\n\nLa bobine rouge est dans la machine, pas à côté. Pas dessous non plus.\n\nNoor',
  });
  return {
    age: '12d',
    seed: 'forward',
    from: people.paul,
    subject: 'Tr : La bobine rouge',
    body: multipart('mixed', '=_forward_12', [
      textPart('plain', 'Pour information et pour ma défense.\n\nPaul'),
      {
        headers: [
          'Content-Type: message/rfc822',
          'Content-Disposition: attachment; filename="La bobine rouge.eml"',
        ],
        body: inner.toString('latin1'),
      },
    ]),
  };
}

const raw = (type: string, body: string): Part => ({ headers: [`Content-Type: ${type}`], body });
