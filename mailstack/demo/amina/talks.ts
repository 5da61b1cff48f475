import { document, photo } from '../files.ts';
import type { Talk } from '../talk.ts';

const arabic = { lang: 'ar', charset: 'utf-8', encoding: 'base64', look: 'html' } as const;
const windows = {
  lang: 'ar',
  charset: 'windows-1256',
  encoding: 'quoted-printable',
  look: 'plain',
} as const;

export const arabicTalks: readonly Talk[] = [
  {
    ...arabic,
    subject: 'صور العيد',
    age: '4h',
    unread: true,
    turns: [
      [
        'leila',
        'أختي العزيزة أمينة،\n\nأرسل إليك صور العيد كما وعدتك. الأولاد كبروا كثيرا، وجدتي تقول إنها هي التي صغرت.\n\nننتظركم في الصيف إن شاء الله، والكعك محفوظ في الثلاجة باسمك.',
        photo('العيد عند الجدة.png', 'dawn', 21, 600),
      ],
    ],
  },
  {
    ...arabic,
    subject: 'موعد السفر إلى وهران',
    age: '2d',
    starred: true,
    turns: [
      [
        'amina',
        'عزيزتي ليلى، حجزت التذاكر أخيرا. نصل يوم السبت صباحا ونبقى عشرة أيام.\n\nهل البحر ما زال في مكانه؟',
      ],
      [
        'leila',
        'البحر في مكانه وينتظر. سأكون في المطار مع السيارة الصغيرة، فلا تحملوا حقائب كبيرة.',
      ],
      ['amina', 'حقيبتان فقط، وواحدة مليئة بالجبن. لا تخبري أحدا.'],
    ],
  },
  {
    ...windows,
    subject: 'مخطط البيت الجديد',
    age: '6d',
    turns: [
      [
        'samir',
        'السلام عليكم أستاذة أمينة،\n\nاطلعت على المخطط وأعجبني كثيرا. سؤال واحد فقط: هل يمكن أن نوسع المطبخ قليلا؟ زوجتي تقول إن البيت هو المطبخ والباقي ممرات.\n\nمع الشكر والتقدير',
      ],
      [
        'amina',
        'وعليكم السلام،\n\nزوجتك على حق. وسعت المطبخ مترا ونصف، وصار الممر شرفة صغيرة. أرسل لك النسخة الجديدة غدا.',
      ],
      ['samir', 'بارك الله فيك. الشرفة فكرة رائعة، سنشرب فيها القهوة معك.'],
    ],
  },
  {
    ...windows,
    subject: 'وصفة الكسكس',
    age: '30d',
    turns: [
      [
        'leila',
        'الوصفة كما تكتبها أمي: قليل من هذا، وقبضة من ذاك، ثم تنتظرين حتى تصبح الرائحة صحيحة.',
      ],
      ['amina', 'جربت. الرائحة كانت صحيحة والجيران طرقوا الباب بصحونهم.'],
    ],
  },
  {
    ...arabic,
    subject: 'قصيدة أعجبتني',
    age: '75d',
    folder: 'العائلة',
    turns: [
      [
        'samir',
        'قرأت اليوم قصيدة عن بيت بلا باب، يدخله الناس من النوافذ والضوء من كل مكان. فكرت في مكتبك.',
      ],
    ],
  },
];

export const frenchTalks: readonly Talk[] = [
  {
    subject: 'Boîte presque pleine : que peut-on jeter ?',
    lang: 'fr',
    age: '1d',
    unread: true,
    turns: [
      [
        'amina',
        "Marc, mon courrier me dit qu'il est plein à 96 %. C'est grave ? Je n'ai pourtant gardé que l'essentiel : neuf cents photos de chantier et toutes celles de ma fille en arbre.",
      ],
      [
        'marc',
        "Rien de grave, mais il faut faire de la place avant l'assemblée. Commence par la corbeille, puis par les photos en double du chantier. Pas l'arbre.",
      ],
    ],
  },
  {
    subject: "L'arbre, vu du troisième rang",
    lang: 'fr',
    age: '20h',
    starred: true,
    turns: [
      [
        'karim',
        "Voilà la preuve en images. Elle n'a pas bougé pendant vingt-deux minutes, même quand l'oiseau (Théo, CE1) lui a demandé s'il pouvait aller aux toilettes.",
        photo('arbre-debout.png', 'hills', 22, 500),
      ],
      ['amina', "Je pleure de rire et de fierté. On l'encadre ?"],
      ['karim', 'Déjà commandé. En format écorce.'],
    ],
  },
  {
    subject: 'Permis de construire : pièces manquantes',
    lang: 'fr',
    age: '3d',
    folder: 'Chantier',
    turns: [
      [
        'nadia',
        "L'instructrice nous demande la coupe sur le ruisseau et une notice d'insertion. J'ai répondu que le ruisseau était très bien inséré, mais il faut aussi un dessin.",
        document('demande-de-pieces.pdf', 'Demande de pièces complémentaires', [
          'PC 4 : notice descriptive',
          'PC 3 : coupe sur le ruisseau',
          'Délai : trois mois',
        ]),
      ],
      ['amina', "Je fais la coupe ce soir. Le ruisseau aura l'air calme et responsable."],
    ],
  },
  {
    subject: 'Devis de la charpente',
    lang: 'fr',
    age: '11d',
    folder: 'Chantier',
    turns: [
      [
        'nadia',
        "Trois devis reçus : un raisonnable, un optimiste, et un écrit à la main sur une planche. Je penche pour la planche, mais le maître d'ouvrage penche pour le premier.",
      ],
      ['amina', 'Prenons le premier et accrochons la planche au bureau.'],
    ],
  },
  {
    subject: 'Anniversaire de Yasmine : neuf ans !',
    lang: 'fr',
    age: '26d',
    folder: 'Famille',
    turns: [
      [
        'karim',
        "J'ai réservé la piscine pour douze enfants. Douze. J'ai relu la phrase plusieurs fois.",
      ],
      ['amina', 'Je prends le gâteau et les serviettes. Courage, ils sèchent vite.'],
    ],
  },
];
