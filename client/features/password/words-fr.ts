/** Calm French words without accents, each once: what passwords are made of. */
export const wordsFr = `
abeille abri acajou accent accord acier adresse agneau aiguille aile aimant album algue
alouette alpage amande amarre ambre amphore ananas ancre anguille anneau antenne aquarelle
arbre arcade ardoise argile armoire arome arrosoir artichaut asperge atelier atlas aube
auberge aurore autobus automne averse avion avoine avril azur bagage baguette baie balade
balai balance balcon baleine ballon bambou banane banc bandeau banjo banque baobab barque
barrage basilic bassin bateau baton baume belette berceau berge betterave beurre bijou billet
biscuit bison blaireau bleuet bobine bocal boisson bonbon bonnet bosquet botte bougie bouillon
boulanger boulevard bouquet boussole bouteille bouton branche brebis bretelle brique brise
brocante broderie brouette brume bruyere buche buffet buisson bulle bureau buvard cabane cabas
cacao cachette cactus cadeau cadran cagette cahier caillou caisse calcaire camion campagne
canal canard canoe canot cantine capuche carafe caramel caravane cardigan carnet carotte
carreau cartable cascade casque cassis castor cave cerceau cerf cerise cerisier chaise chalet
chaloupe chameau champ chandail chanson chapeau charbon charpente chataigne chemin chemise
chenille cheval chevreuil chicon chouette cigale cigogne cintre citerne citron clairiere
classeur clavier cloche clocher clou coffre colibri colline colombe comete commode compas
compote comptoir concert confiture copain coquille corail corbeille cordage coude couette
couleur coupole courge courrier coussin couteau couvert crabe craie cravate crayon creneau
crepe cresson cricket criquet crocus croquis cuillere cuisine cuivre culotte cygne cymbale
cypres dahlia dauphin decor dentelle dessin detour diapason digue dimanche dindon domino
donjon dragee drapeau dune duvet eclair eclipse ecluse ecorce ecran ecrin ecume ecureuil
edredon elan encre encrier enclume engrenage enveloppe epice epinard eponge equerre erable
escalier escargot essaim estampe etable etage etagere etamine etang etoffe etoile etui
eventail fable facade faience faisan falaise fanfare farine faucon fauteuil fenetre fenouil
ferme feuille ficelle figue filet flacon flamant flanelle fleche fleur flocon flute fontaine
foret forge fougere foulard four fourmi fraise framboise frelon frene fresque friture fromage
fumee fusain galerie galet galette gant garage garrigue gaufre gazelle gazon genet genou
geranium giboulee girafe girofle girouette givre glacier glycine gomme gondole goudron gourde
gouttiere graine grange granit gravier grelot grenier griffon grillon grotte groseille grue
guepard guichet guimauve guirlande guitare habit haie halte hamac hameau hangar haricot harpe
hautbois herbe herisson hermine heron hetre hibou horizon horloge hortensia houblon housse
huile huitre igloo image iris ivoire jacinthe jade jardin jasmin jaune jeton jonc jonquille
joue joujou jumelle jument jupe kaki kayak kiosque kiwi koala lacet lagon laine laiton lama
lampe lampion lanterne lapin lavande lavoir legume lessive levier levure lezard libellule
lierre lilas limace limon linge linotte lisiere livre loquet lotus loupe loutre lucarne
luciole lundi lune lunette lutin luth luzerne macaron machine madeleine magasin maillot mairie
maison malle mandarine manege mangue manteau marais marbre marche mare marin marmite marmotte
marron marteau martinet matin mauve melasse melon menthe merisier merle mesange meteo meuble
miel mimosa mirabelle miroir moineau moisson mollet monnaie montagne moquette morille mosaique
mouche mouette moufle moulin mousse moutarde mouton muguet muraille muscade musee myrtille
nacelle nacre nappe narcisse natte navette navire neige nenuphar noisette noix nuage nuit
oasis ocean oeillet ocre office ogive oignon oiseau olive olivier ombre ombrelle onde opale
orage orange orchidee oreiller orge orgue orme ormeau ortie oseille osier otarie ourson outil
ouvrage pagaie paille palette palmier palourde panda panier pantin papaye papier papillon
paprika paquebot parapluie parasol parc parchemin parfum passage pastel pastille patate patin
pavillon pavot peche pedale peigne pelican pelle peluche pendule peniche pensee pepin pepite
perche perdrix perle perron persil perruche pervenche petale peuplier phare phoque piano
pichet pieuvre pigeon pilotis pinceau pingouin pinson pioche pirogue piscine pissenlit
pistache pivoine placard plage planche planete plateau platane plume pluie poche poele poignee
poire poireau poisson poivre police pollen pomme pommier poney pont ponton porche portail
potager poterie potiron poudre poulain poulie poupee prairie praline presse primevere
printemps prune prunier puits pupitre puzzle pyjama quai quartz quenelle quetsche quiche
quille rabot racine radeau radis raie rail raisin rame rameau rateau recolte refrain regain
reglisse renard renne reseau ressort reveil rhubarbe riviere rivage robinet rocher roman
romarin ronce rosace roseau rosee rotin rouet rouge roulotte route ruban ruche ruelle ruisseau
rythme sable sabot safran sablier saison salade salon samedi sandale sapin sarcelle sardine
sarrasin sauge saule saumon savane savon saxophone scarabee sceau seigle semelle semoule
sentier serpe serre serrure serviette sieste sifflet sillage sirop sitar soie soir soleil
sonate sonnette sorbet soucoupe soupe source souris sphere stade statue steppe store sucre
sureau tabouret talus tambour tamis tangue tanche tapis tartine tasse taupe teinture telescope
tempo tente terrasse terrier theiere thym tiare tige tilleul timbre tiroir tisane tissu toile
toiture tomate tonneau topaze torrent tortue toucan toupie tour tournesol trace tracteur train
tramway traineau trefle treillis tremplin triangle tricot trombone trompette truelle truffe
truite tuile tulipe tunnel turbine turquoise tuyau vague vaisselle valise vallon vanille
vannerie vapeur velours verger verglas vermeil verre verrou verveine veste vigne village
violette violon virage vitrail voile voilier voisin volcan volet voyage wagon yaourt yourte
zebre zenith zephyr zeste zibeline
`
  .trim()
  .split(/\s+/);
