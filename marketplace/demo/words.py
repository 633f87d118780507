"""Made-up people: names, subjects and texts in two languages. Nobody here exists."""

from typing import NamedTuple

FIRST_NAMES = [
    "Alma",
    "Basile",
    "Chloé",
    "Dario",
    "Élodie",
    "Farid",
    "Gaëlle",
    "Hugo",
    "Inès",
    "Jonas",
    "Kenza",
    "Léo",
    "Maïa",
    "Noam",
    "Océane",
    "Pablo",
    "Quitterie",
    "Rayan",
    "Salomé",
    "Théo",
    "Ulysse",
    "Victoria",
    "Wassim",
    "Xavier",
    "Yasmine",
    "Zélie",
    "Amara",
    "Bastien",
    "Camille",
    "Diane",
    "Emre",
    "Fatou",
    "Gabin",
    "Hana",
    "Isaure",
    "Joachim",
    "Khadija",
    "Lina",
    "Malo",
    "Nina",
    "Oscar",
    "Priya",
    "Robin",
    "Sacha",
    "Tess",
    "Umberto",
    "Vadim",
    "Willa",
    "Yohan",
    "Zoé",
]

LAST_NAMES = [
    "Abadie",
    "Bellanger",
    "Carpentier",
    "Delmas",
    "Estève",
    "Fournel",
    "Garrigue",
    "Haddad",
    "Imbert",
    "Jaouen",
    "Kervella",
    "Lacombe",
    "Marchetti",
    "Nadeau",
    "Olivier",
    "Pradel",
    "Quéré",
    "Rousset",
    "Sabatier",
    "Tissier",
    "Urbain",
    "Vasseur",
    "Weiss",
    "Yildiz",
    "Zambelli",
    "Okafor",
    "Lindqvist",
    "Moreau-Diaz",
    "Novak",
    "Bianchi",
]

CITIES = {
    "FR": ["Paris", "Lyon", "Marseille", "Nantes", "Lille", "Toulouse", "Rennes", "Strasbourg", "Montpellier"],
    "BE": ["Bruxelles", "Liège", "Namur"],
    "CH": ["Genève", "Lausanne"],
    "CA": ["Montréal", "Québec"],
    "GB": ["London", "Leeds", "Bristol"],
    "ES": ["Madrid", "Valencia"],
    "DE": ["Berlin", "Köln"],
    "IT": ["Milano", "Bologna"],
}

#: IAB code of the niche → what a bio says about it, in French and in English.
SUBJECTS = {
    "560": ("la mode éthique et les friperies", "ethical fashion and thrifting"),
    "579": ("le vestiaire masculin sans logo", "menswear without logos"),
    "595": ("le style de rue", "street style"),
    "555": ("le maquillage pour débuter", "make-up for beginners"),
    "559": ("les soins de la peau expliqués", "skin care, explained"),
    "225": ("le sport à la maison", "working out at home"),
    "227": ("la course à pied, du canapé au semi", "running, from the couch to a half marathon"),
    "280": ("la rénovation et le bricolage", "renovation and DIY"),
    "257": ("le travail du bois", "woodworking"),
    "275": ("le potager en ville", "growing vegetables in town"),
    "216": ("la cuisine du quotidien", "everyday cooking"),
    "212": ("la cuisine végétale", "plant-based cooking"),
    "338": ("la musique faite à la chambre", "bedroom music making"),
    "324": ("le cinéma et les séries", "films and series"),
    "255": ("la photo argentique", "film photography"),
    "680": ("les jeux vidéo indépendants", "independent video games"),
    "653": ("le voyage en train", "travelling by train"),
    "192": ("la vie de famille, sans filtre", "family life without a filter"),
    "391": ("le budget des étudiant·es", "money for students"),
    "596": ("la technologie expliquée simplement", "technology made simple"),
    "632": ("les objets qu’on répare", "gadgets worth repairing"),
    "147": ("l’apprentissage des langues", "learning languages"),
    "42": ("les livres qu’on prête", "books worth lending"),
    "422": ("la vie avec un chien adopté", "life with a rescue dog"),
    "203": ("la danse", "dance"),
}

#: Name, legal form, sector code, country: the demo's brands.
BRANDS = [
    ("Maison Lavande", "Maison Lavande SAS", "1138", "FR"),
    ("Atelier Hêtre", "Atelier Hêtre SARL", "1277", "FR"),
    ("Foulée Libre", "Foulée Libre SAS", "1063", "FR"),
    ("Tablée", "Tablée SCOP", "1165", "FR"),
    ("Papier Lune", "Papier Lune SAS", "1295", "BE"),
    ("Croquette & Co", "Croquette & Co SARL", "1226", "FR"),
]


class Sketch(NamedTuple):
    """One campaign of the demo."""

    brand: int
    title: str
    niches: list[str]
    platforms: list[str]
    fee_min: int
    fee_max: int
    least_followers: int
    french_audience: int


#: Brand, title, niches, platforms, lowest and highest fee (cents; 0: barter), least followers, French audience (bp).
CAMPAIGNS = [
    Sketch(
        0, "Une routine de soin en trois gestes", ["559", "555"], ["tiktok", "instagram"], 15_000, 60_000, 5_000, 3_000
    ),
    Sketch(0, "Masterclass make-up: the five-minute face", ["555"], ["youtube", "tiktok"], 40_000, 150_000, 10_000, 0),
    Sketch(
        1,
        "Construire une table avec un seul outil",
        ["257", "280"],
        ["youtube", "instagram"],
        30_000,
        120_000,
        2_000,
        2_000,
    ),
    Sketch(1, "Le banc du balcon", ["280", "275"], ["tiktok"], 10_000, 45_000, 1_000, 4_000),
    Sketch(2, "Premier dix kilomètres", ["227", "225"], ["instagram", "tiktok"], 20_000, 80_000, 5_000, 3_000),
    Sketch(2, "Ambassade de la course de nuit", ["227"], ["instagram"], 0, 0, 1_000, 5_000),
    Sketch(3, "Une semaine de repas à 40 €", ["216", "391"], ["tiktok", "youtube"], 25_000, 90_000, 3_000, 4_000),
    Sketch(3, "Le dimanche végétal", ["212", "216"], ["instagram"], 12_000, 50_000, 1_000, 2_500),
    Sketch(4, "Apprendre une langue en cent jours", ["147"], ["youtube", "tiktok"], 30_000, 110_000, 5_000, 0),
    Sketch(4, "Le livre que vous offrez toujours", ["42"], ["instagram", "tiktok"], 8_000, 35_000, 500, 2_000),
    Sketch(5, "Promenons-nous", ["422"], ["tiktok", "instagram"], 10_000, 40_000, 1_000, 3_000),
    Sketch(5, "La gamelle vide", ["422", "192"], ["youtube"], 0, 0, 500, 2_000),
]
