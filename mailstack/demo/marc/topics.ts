/** What a conversation is about: its subject, how it opens, and a fitting first answer. */
export type Topic = readonly [subject: string, opening: string, answer: string];

export const memberTopics: readonly Topic[] = [
  [
    'Ma cotisation',
    'Je voudrais savoir si ma cotisation est à jour : je me souviens d’avoir payé, mais pas quand.',
    'Oui, votre cotisation est à jour jusqu’en décembre. Vous pouvez dormir.',
  ],
  [
    'Payer en deux fois ?',
    'Peut-on régler l’adhésion en deux fois ? Le mois est un peu long.',
    'Deux fois, trois fois, comme vous voulez : nous préférons des adhérents à des échéances.',
  ],
  [
    'Reçu fiscal',
    'Pourriez-vous m’envoyer un reçu fiscal pour mon don de {amount} ?',
    'Le reçu partira en janvier avec tous les autres, mais je vous en fais un provisoire.',
  ],
  [
    '{tool} : disponible {d+4} ?',
    'Est-ce que je peux réserver {tool} {d+4} ? J’en aurais besoin pour la journée.',
    'C’est libre, je vous l’ai réservé. Retour avant 18 h, s’il vous plaît, quelqu’un attend derrière.',
  ],
  [
    'Changement d’adresse',
    'J’ai changé d’adresse, pouvez-vous corriger le registre ? Je suis maintenant au {n}, rue des Bateliers.',
    'Voilà qui est fait. Le registre vous souhaite une bonne installation.',
  ],
  [
    'Remboursement de {amount}',
    'J’ai avancé {amount} pour {event}. À qui dois-je envoyer le ticket ?',
    'À moi, ce sera parfait : une photo suffit, gardez l’original. Le virement part demain matin.',
  ],
  [
    'Mon chèque de {amount}',
    'Mon chèque de {amount} a-t-il été encaissé ? Ma banque et moi sommes en désaccord.',
    'Il a été remis à la banque mardi. Pour une fois, c’est vous qui avez raison.',
  ],
  [
    'Procuration',
    'Comment faire une procuration pour l’assemblée ? Je serai retenu par {excuse}.',
    'Deux lignes signées suffisent, avec le nom de la personne qui vote pour vous. Choisissez quelqu’un de ponctuel.',
  ],
  [
    'Le stand de {d+9}',
    'Je ne pourrai pas tenir le stand {d+9} à cause d’{excuse}. Je cherche un remplaçant et je m’excuse platement.',
    'Aucun souci, Paul prendra votre place. Il ne le sait pas encore.',
  ],
  [
    'Un prêt pour l’école',
    'Pourrait-on prêter {tool} à l’école pour {event} ? La directrice promet d’en prendre soin.',
    'Bien sûr, et sans caution : la directrice a mis la moitié du conseil au coin, autrefois.',
  ],
  [
    'Toujours en rouge dans le registre',
    'J’ai rendu {tool} hier soir, mais le registre affiche encore mon nom en rouge. Je dors mal.',
    'Corrigé. Le registre vous présente ses excuses, et le rouge aussi.',
  ],
  [
    'Combien pour la caution ?',
    'Le règlement dit « caution » mais ne dit pas combien. Est-ce vous qui décidez, pour {tool} ?',
    'C’est le conseil qui décide, et il a décidé {amount}. C’est un peu au hasard, mais c’est voté.',
  ],
  [
    'Une question de trésorerie (facile)',
    'À quoi correspondent les {amount} débités le mois dernier, avec le motif {event} ?',
    'C’est votre participation, moins la ristourne, plus les arrhes. Je vous envoie le détail, il tient sur une serviette.',
  ],
  [
    'Est-ce que je vous dois quelque chose ?',
    'Je range mes papiers et je ne sais plus si je vous dois {amount} ou si c’est vous qui me les devez.',
    'Nous sommes quittes depuis {m-1}. Mais j’aime votre façon de ranger.',
  ],
  [
    'Clé du local',
    'J’ai trouvé une clé marquée « local » au fond d’un manteau qui n’est pas le mien. À qui la rendre ?',
    'À moi, ou au manteau. Nous cherchions justement la neuvième.',
  ],
  [
    'Don de matériel',
    'Ma tante se sépare de son atelier : un étau, des limes, quarante bocaux de vis triées. Cela vous intéresse ?',
    'Quarante bocaux TRIÉS ? Nous venons ce soir, avec la remorque et des fleurs.',
  ],
  [
    'Proposition pour {event}',
    'Si vous cherchez de la musique pour {event}, ma fille joue de l’accordéon et accepte d’être payée en gaufres.',
    'Affaire conclue. Le budget gaufres est justement excédentaire.',
  ],
];

export const townTopics: readonly Topic[] = [
  [
    'Qui a {tool} ?',
    'Quelqu’un aurait-il {tool} à prêter cette semaine ? L’exemplaire du local est sorti.',
    'J’en ai un exemplaire, bruyant mais gentil. Je le dépose ce soir.',
  ],
  [
    'Déplacer {event} ?',
    'Je propose de faire {event} à {place} : il y a plus d’ombre et moins de marches.',
    'D’accord, à condition de garder le stand de crêpes près de la prise.',
  ],
  [
    'Travaux à {place}',
    'Pour information, pas d’accès à {place} {d+6}, pour cause de travaux.',
    'Attention, il n’y a qu’une seule clé du portail et elle est chez Odile jusqu’à jeudi.',
  ],
  [
    'Volontaires pour {event}',
    'Nous cherchons trois volontaires pour {event}. Une heure suffit, la bonne humeur est fournie.',
    'Je peux être là de 14 h à 16 h. Après, {excuse}.',
  ],
  [
    'Bilan : {event}',
    'Retour d’expérience sur {event} : plus de monde que prévu, moins de chaises que de monde.',
    'Et dix-sept parapluies oubliés. Je les apporte au local, on fera une exposition.',
  ],
  [
    'Objets trouvés à {place}',
    'J’ai trouvé à {place} un parapluie vert, un livre sur les champignons et une moufle gauche.',
    'La moufle est à ma fille ! Elle la croyait partie vivre sa vie.',
  ],
  [
    'Café : commande groupée',
    'Est-ce qu’on renouvelle la commande groupée de café ? Il reste quatre paquets et deux semaines.',
    'Oui pour six paquets, et un de décaféiné pour les réunions qui finissent tard.',
  ],
  [
    'Photos : {event}',
    'Qui a des photos de {event} ? La gazette part à l’imprimerie {d+5}.',
    'J’en ai deux cents, dont trois nettes. Je vous envoie les trois.',
  ],
  [
    'Chat roux, très sûr de lui',
    'Un chat roux s’est installé à {place} et refuse de donner son nom. Quelqu’un le connaît-il ?',
    'C’est Préfet, il habite au 9. Il rentre quand la réunion l’ennuie.',
  ],
];

export const treasurerTopics: readonly Topic[] = [
  [
    'Caisse en espèces : vos règles ?',
    'Comment faites-vous, chez vous, quand il manque {amount} dans la caisse et que tout le monde est honnête ?',
    'On compte à deux, à voix haute, et on retrouve toujours l’écart dans la boîte à sucre.',
  ],
  [
    'Subvention : justificatifs',
    'La préfecture me demande un justificatif pour {event}. J’ai fourni trois photos et un sourire. Est-ce suffisant ?',
    'Ajoutez les factures et une quatrième photo. Chez nous, c’est la quatrième qui a tout débloqué.',
  ],
  [
    'Plan comptable des petites associations',
    'Je partage notre tableau. Il est laid, il est juste, et il s’arrête à la ligne 412.',
    'Merci ! J’ai ajouté une colonne « on ne sait pas », elle nous manquait.',
  ],
  [
    'Logiciel ou tableur ?',
    'Après huit ans de tableur, notre bureau veut un logiciel. Faut-il céder ?',
    'Nous avons cédé. Depuis, nous avons un logiciel et un tableur pour le vérifier.',
  ],
  [
    'Reçus fiscaux : modèle {y}',
    'Le modèle de reçu a encore changé : une case de plus, une ligne de moins. Quelqu’un a-t-il refait le sien ?',
    'Oui, je vous l’envoie. La nouvelle case est en bas à droite, là où l’on posait le tampon.',
  ],
  [
    'Assurance pour {event}',
    'L’assureur me demande le nombre exact de personnes attendues pour {event}. Exact ?',
    'Nous répondons « entre deux averses et 300 ». Ils prennent 300.',
  ],
];
