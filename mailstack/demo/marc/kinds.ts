import { firms } from '../firms.ts';
import type { Person } from '../mime/letter.ts';
import { memberTopics, type Topic, townTopics, treasurerTopics } from './topics.ts';

/** A sort of letter: who sends it, and the texts it is made from. */
export interface Kind {
  weight: number;
  /** A fixed sender, or somebody of the town when absent. */
  from?: Person;
  subjects: readonly string[];
  /** The text for a subject has the same place, taken again from the start when there are fewer. */
  texts: readonly string[];
  to?: string;
  folder?: string;
  html?: string;
  invoice?: boolean;
  talk?: 'member' | 'list';
  /** Subject, opening and answer that belong together; the texts then speak of `{opening}`. */
  topics?: readonly Topic[];
  /** The tag of a list. */
  tag?: string;
}

const club = (name: string, local: string): Person => ({
  name,
  address: `${local}@passerelle.example`,
});

export const kinds: readonly Kind[] = [
  {
    weight: 17,
    talk: 'member',
    to: 'tresorerie@demo.example',
    topics: memberTopics,
    subjects: [],
    texts: [
      '{hello},\n\n{opening}\n\n{aside}\n\n{thanks},',
      '{hello},\n\n{opening} {aside}\n\n{thanks},',
      '{hello},\n\n{aside}\n\n{opening}\n\n{thanks},',
      '{hello},\n\n{opening}\n\n{thanks},',
    ],
  },
  {
    weight: 9,
    from: club('Adhésions La Passerelle', 'adhesions'),
    folder: 'Adhésions',
    html: '#0b6b5d',
    to: 'adhesions@demo.example',
    subjects: [
      'Nouvelle adhésion : {who}',
      'Renouvellement : {who}',
      'Adhésion à prix libre : {who} ({amount})',
      '{who} rejoint l’association',
    ],
    texts: [
      'Bonjour,\n\n{who} vient d’adhérer pour {amount}.\n\nComment nous a-t-il connus ? « Par {event}. »\nPropose d’aider : {event}.\n\nLe reçu est parti automatiquement.',
      'Bonjour,\n\n{who} renouvelle son adhésion pour {amount}, pour la troisième année.\n\nMot laissé dans le formulaire : « {aside} »',
      'Bonjour,\n\nUne adhésion de {amount} a été enregistrée au nom de {who}.\n\nSouhaite emprunter en premier : {tool}.',
    ],
  },
  {
    weight: 10,
    from: club('Paiements La Passerelle', 'paiements'),
    folder: 'Comptabilité',
    html: '#2c4a3e',
    subjects: [
      'Paiement reçu : {amount} de {who}',
      'Don de {amount} : merci à {who}',
      'Paiement refusé : {who}, {amount}',
      'Virement groupé de {amount}',
    ],
    texts: [
      'Référence {ref}\n\nMontant : {amount}\nDe : {who}\nMotif : {event}\n\nLa somme sera versée sous trois jours ouvrés.',
      'Référence {ref}\n\nMontant : {amount}\nDe : {who}\nMotif : don\nMessage : « {aside} »',
      'Référence {ref}\n\nLe paiement de {amount} par {who} a été refusé par sa banque. Un nouveau lien lui a été envoyé, avec tact.',
      'Référence {ref}\n\nUn virement groupé de {amount} est parti vers le compte de La Passerelle.\n\nIl réunit {n} paiements, dont celui de {who}.',
    ],
  },
  {
    weight: 13,
    from: club("Bibliothèque d'objets", 'prets'),
    html: '#8a4b12',
    subjects: [
      'Emprunt : {tool}, par {who}',
      'Retour : {tool}, en bon état',
      'Retard de {n} jours : {tool}',
      'Réservation pour {d+5} : {tool}',
      'À réparer : {tool}',
      '{who} demande {tool}',
    ],
    texts: [
      '{who} a emprunté {tool} jusqu’au {d+7}.\n\nÉtat au départ : bon. Caution : {amount}.\nRemarque d’Odile : « {aside} »',
      'L’objet suivant est revenu au local : {tool}.\n\nNettoyé : oui. Complet : presque. Suivant sur la liste : {who}.',
      'Bonjour,\n\nL’objet suivant aurait dû revenir il y a {n} jours : {tool}.\nUn rappel aimable a été envoyé à {who}. Le rappel moins aimable partira {d+3}.',
      '{who} a réservé {tool} pour {d+5}, de 9 h à 18 h.\n\nMot laissé à la réservation : « {aside} »',
      'L’objet suivant est revenu avec un bruit nouveau : {tool}.\n\nPosé sur l’étagère de Bastien, avec une étiquette de la main d’Odile : « ne PAS tester ».',
      'Bonjour,\n\n{who} souhaite emprunter {tool} et n’est pas encore à jour de cotisation ({amount}).\n\nAccepter quand même ? Odile a déjà dit oui.',
    ],
  },
  {
    weight: 8,
    from: firms.bank,
    folder: 'Comptabilité',
    subjects: [
      'Un virement de {amount} a été reçu',
      'Solde du compte association au {dd}',
      'Prélèvement de {amount} : Énergie Commune',
      'Remise de chèques n° {ref}',
      'Votre relevé de {m-1} est disponible',
    ],
    texts: [
      'Bonjour,\n\nLe compte LA PASSERELLE a été crédité de {amount} par {who}, référence {ref}.\n\nCe message ne contient aucun lien, c’est voulu.\n\nBanque du Pont',
      'Bonjour,\n\nAu {dd}, le solde du compte LA PASSERELLE est de {amount}, sans compter les confitures.\n\nBanque du Pont',
      'Bonjour,\n\nUn prélèvement de {amount} a été présenté par ÉNERGIE COMMUNE le {dd}. Vous pouvez le contester pendant huit semaines, lampe à la main.\n\nBanque du Pont',
      'Bonjour,\n\nVotre remise n° {ref} d’un montant de {amount} a été créditée sous réserve d’encaissement.\n\nBanque du Pont',
      'Bonjour,\n\nVotre relevé de {m-1} est disponible dans votre espace. Il tient sur deux pages, dont une de parking.\n\nBanque du Pont',
    ],
  },
  {
    weight: 5,
    invoice: true,
    folder: 'Comptabilité',
    from: { name: 'Quincaillerie du Pont', address: 'comptoir@quincaillerie-du-pont.example' },
    subjects: [
      'Facture {ref}',
      'Votre facture de {amount}',
      'Facture {ref} : visserie et divers',
      'Relance (aimable) : facture {ref}',
    ],
    texts: [
      'Bonjour,\n\nVeuillez trouver la facture {ref} d’un montant de {amount}, payable à trente jours.\n\nMonsieur Paul a repris des vis. Il dit que c’est pour {tool}.\n\nLa quincaillerie',
      'Bonjour,\n\nVeuillez trouver la facture {ref} d’un montant de {amount}, payable à trente jours.\n\nLes joints demandés sont arrivés, passez quand vous voulez.\n\nLa quincaillerie',
      'Bonjour,\n\nVeuillez trouver la facture {ref} d’un montant de {amount}, payable à trente jours.\n\nMonsieur Paul a repris des vis. Il dit que c’est pour {tool}.\n\nLa quincaillerie',
      'Bonjour,\n\nSauf erreur de notre part, la facture {ref} ({amount}) reste à régler. Si vous venez de payer, pardonnez-nous et passez prendre un café.\n\nLa quincaillerie',
    ],
  },
  {
    weight: 3,
    invoice: true,
    folder: 'Comptabilité',
    from: firms.energy,
    html: '#1f6f54',
    subjects: [
      'Facture de {m} pour le local',
      'Votre échéancier',
      'Relevé du compteur : {n} kWh par jour',
    ],
    texts: [
      'Bonjour,\n\nVotre facture de {m} pour le 4, rue des Bateliers s’élève à {amount}. Elle sera prélevée {d+12}.\n\nLe four à pain, s’il arrive un jour, changera sans doute ce chiffre.',
    ],
  },
  {
    weight: 9,
    talk: 'list',
    topics: townTopics,
    tag: 'quartier',
    subjects: [],
    texts: [
      'Bonjour,\n\n{opening}\n\n{aside}\n\n{thanks},',
      'Bonjour à toutes et tous,\n\n{opening}\n\n{thanks},',
    ],
  },
  {
    weight: 6,
    talk: 'list',
    topics: treasurerTopics,
    tag: 'trésoriers',
    subjects: [],
    texts: [
      'Bonjour,\n\n{opening}\n\n{aside}\n\n{thanks},',
      'Bonjour à toutes et tous,\n\n{opening}\n\n{thanks},',
    ],
  },
  {
    weight: 5,
    from: club('Formulaire du site', 'site'),
    subjects: [
      '[site] Message de {who}',
      '[site] Question sur {event}',
      '[site] Proposition de don : {tool}',
    ],
    texts: [
      'Nom : {who}\nSujet : {event}\n\nBonjour, est-ce que {tool} se prête aussi le week-end ? {aside}\n\nMerci !\n\n-- \nEnvoyé depuis le formulaire de passerelle.example',
    ],
  },
  {
    weight: 4,
    from: club('Billetterie', 'billets'),
    html: '#6d3b6e',
    subjects: [
      '{n} inscriptions pour {event}',
      'Inscription : {who}, {event}',
      'Annulation : {who}',
      '{event} : complet !',
    ],
    texts: [
      'Il y a maintenant {n} inscriptions pour {event}, {sat+7}.\n\nDernière en date : {who}, qui laisse ce mot : « {aside} »',
      '{who} s’est inscrit pour {event}, {sat+7}, à {place}.\n\nRégime : sans noisettes. Enfants : deux, « calmes ».',
      '{who} annule sa venue pour {event}, à cause d’{excuse}.\n\nLa place va à la première personne de la liste d’attente.',
      'Toutes les places pour {event} sont prises. La liste d’attente compte {n} noms, dont celui de {who}, deux fois.',
    ],
  },
  {
    weight: 3,
    from: { name: 'Sauvegarde', address: 'robot@nuage-sobre.example' },
    folder: 'Archive',
    subjects: [
      '[ok] Sauvegarde du {dd}',
      '[ok] {n} fichiers vérifiés',
      '[attention] Disque du local à 81 %',
    ],
    texts: [
      'Sauvegarde du {dd}\n\nfichiers : 4 {n}2\ntaille   : 1,{n} Go\nerreurs  : 0\n\nProchaine exécution demain à 3 h 10. Bonne nuit.',
    ],
  },
  {
    weight: 3,
    from: firms.town,
    html: '#1d3f72',
    subjects: [
      'Occupation de {place}, {sat+7}',
      'Subvention : dossier n° {ref}',
      'Arrêté de stationnement pour {event}',
      'Forum des associations {y}',
    ],
    texts: [
      'Monsieur,\n\nVotre demande n° {ref} concernant {event} a été transmise au service compétent, qui est au bout du couloir.\n\nVous recevrez une réponse avant {d+20}.\n\nLe service de la vie associative',
    ],
  },
  {
    weight: 2,
    from: firms.insurance,
    html: '#4a2f6b',
    subjects: ['Attestation pour {event}', 'Votre contrat association, échéance du {dd+30}'],
    texts: [
      'Bonjour,\n\nVous trouverez dans votre espace l’attestation demandée pour {event}. Elle couvre les personnes, le matériel et, par dérogation, {tool}.\n\nMutuelle des Quais',
    ],
  },
  {
    weight: 2,
    from: { name: 'La Gazette du Canal', address: 'redaction@gazette-du-canal.example' },
    html: '#7a2e3a',
    subjects: [
      'Dans la Gazette de {m} : {event}',
      'Bouclage {d+5} : il nous manque votre texte',
      'Correction : page 3, {event}',
    ],
    texts: [
      'Chers lecteurs,\n\nCe mois-ci : {event}, un portrait d’Odile Vasseur, et la recette de la soupe à la courge de 38 kg.\n\nBonne lecture !',
      'Bonjour,\n\nNous bouclons {d+5}. Pouvez-vous nous envoyer dix lignes sur {event} et une photo où personne ne tient {tool} ?\n\nLa rédaction',
      'Bonjour,\n\nEn page 3, il fallait lire « trésorier » et non « trésor ». Nous présentons nos excuses à monsieur Lefèvre, qui a bien ri.\n\nLa rédaction',
    ],
  },
];
