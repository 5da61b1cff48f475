import type { Person } from './mime/letter.ts';

const firm = (name: string, address: string): Person => ({ name, address });

export const firms = {
  energy: firm('Énergie Commune', 'factures@energie-commune.example'),
  telecom: firm('Fil & Onde', 'service-client@filetonde.example'),
  insurance: firm('Mutuelle des Quais', 'contact@mutuelle-des-quais.example'),
  parcel: firm('Colibri Livraison', 'suivi@colibri-livraison.example'),
  town: firm('Mairie de Saint-Lunaire-le-Canal', 'accueil@mairie-saint-lunaire.example'),
  taxes: firm('Service des impôts', 'ne-pas-repondre@impots-publics.example'),
  train: firm('Rail Horizon', 'billets@rail-horizon.example'),
  inn: firm('Auberge de la Dune', 'reception@aubergedeladune.example'),
  bank: firm('Banque du Pont', 'alertes@banque-du-pont.example'),
  library: firm('Médiathèque du Lavoir', 'pret@mediatheque-lavoir.example'),
  health: firm('Rendez-vous Santé', 'rappel@rdv-sante.example'),
  market: firm('Brocante en ligne', 'bonjour@brocantine.example'),
  tea: firm('Maison Sencha', 'commandes@maison-sencha.example'),
  host: firm('Nuage Sobre', 'facturation@nuage-sobre.example'),
  workshop: firm('Ateliers du Canal', 'bonjour@ateliersducanal.example'),
  school: firm('École des Peupliers', 'secretariat@ecole-peupliers.example'),
  ferry: firm('Night Boat Line', 'booking@nightboat.example'),
} satisfies Record<string, Person>;
