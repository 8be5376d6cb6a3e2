#!/usr/bin/env python3
"""Makes a synthetic register in the layout of the official FINESS extracts.

    python3 datasets/make_register.py                                     # datasets/demo, Centre-Val de Loire
    python3 datasets/make_register.py --region 11 --og 2000 --out out/idf
    python3 datasets/make_register.py --region 01 --og 150 --out out/guadeloupe
    python3 datasets/make_register.py --mainland 20000 --og 5000 --out out/quarter

Two files come out: `finess-507.csv` (établissements, then their geolocalisation) and `finess-501.csv` (entités
juridiques, with the names of the OG), both UTF-8 with the cells and the spelling of 2026. The same arguments give the
same bytes.

The communes are real. The rest is drawn: sizes of OG, mixes of sectors, categories, dispersion, shared coordinates
and missing cells follow the counts of `calibration.json`; names, addresses, SIREN and FINESS numbers are invented.
Numbers stand in ranges that the real register leaves empty, and the SIREN fail their own checksum.
"""

import argparse
import bisect
import csv
import itertools
import json
import math
import random
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import shapely
from pyproj import Transformer

DATASETS = Path(__file__).resolve().parent
RESOURCES = DATASETS.parent / "Sources" / "Geography" / "Resources"
EXTRACT_DATE = "2026-05-12"

# Region → EPSG code and the end of the source cell, as the extracts of 2026 spell it. The last three follow the
# pattern of the two others.
MAINLAND = (2154, "EPSG:2154 RGF93 / Lambert-93 (Métropole)")
ANTILLES = (5490, "EPSG:5490 RGAF09/UTM Zone 20N (Antilles)")
PROJECTIONS = {
    "01": ANTILLES,
    "02": ANTILLES,
    "03": (2972, "EPSG:2972 RGFG95/UTM Zone 22N (Guyane)"),
    "04": (2975, "EPSG:2975 RGR92/UTM Zone 40S (Réunion)"),
    "06": (4471, "EPSG:4471 RGM04/UTM Zone 38S (Mayotte)"),
}
# Département → FINESS's cell, and the characters its numbers begin with.
OVERSEAS = {
    "971": ("9A", "9701"),
    "972": ("9B", "9702"),
    "973": ("9C", "9703"),
    "974": ("9D", "9704"),
    "976": ("9F", "9805"),
}
# Where a cut of the mainland grows from: near Bourges.
MIDDLE = (47.0, 2.4)
CORSE = "94"
# FINESS addresses name the arrondissement, not the commune.
CUT_IN_ARRONDISSEMENTS = {"75056", "13055", "69123"}

WITHOUT_LOCATION = 3
SHARE_OF_OTHERS = 0.125
# Chance that a site stands at the very place of a sister, or of another OG's site in the same commune.
AT_A_SISTERS, AT_A_NEIGHBOURS = 0.42, 0.05
# Chance that a site at a sister's place also goes under her SIRET.
SAME_SIRET = 0.55

# --- Invented names ---------------------------------------------------------------------------------------------

PLANTS = (
    "TILLEULS GENETS LILAS BRUYERES GLYCINES MIMOSAS ACACIAS ERABLES CHARMILLES IRIS BLEUETS JONQUILLES LAVANDES "
    "MELEZES PERVENCHES PRIMEVERES SORBIERS SAULES VIOLETTES ANEMONES CAMELIAS CAPUCINES CEDRES CERISIERS COQUELICOTS "
    "CORMIERS EGLANTINES FOUGERES FRENES GENEVRIERS HETRES JACINTHES MAGNOLIAS MARRONNIERS MERISIERS MUGUETS "
    "MYOSOTIS NOISETIERS OLIVIERS ORCHIDEES PEUPLIERS PIVOINES PLATANES ROSEAUX TULIPES VERVEINES VIGNES"
).split()
MASKS = ("LES {}", "LE CLOS DES {}", "LE JARDIN DES {}", "LA MAISON DES {}", "LE HAMEAU DES {}", "L'ALLEE DES {}")
TOWN_HEADS = "VAL MONT CLAIR ROCHE BEAU AUBE CHANTE BRUME SOURCE FLEUR LUNE PRE ORME COMBE".split()
TOWN_TAILS = "OSIERE LIANE VELINE ANDELLE BRELLE FAVIERE LOUVINE SERINE TREMIERE VOLINE GARELLE MESINE".split()
STREET_TYPES = ("R", "AV", "RTE", "PL", "CHE", "IMP", "ALL", "BD")
STREETS = ("DE LA FONTAINE", "DU MOULIN", "DE LA GARE", "DU STADE", "DES ECOLES", "DU BOURG", "DU LAVOIR", "DU PUITS")
OG_KINDS = (  # statut juridique, its label, how the name begins, weight
    ("60", "Association Loi 1901 non Reconnue d'Utilité Publique", "ASSOCIATION", 60),
    ("61", "Association Loi 1901 Reconnue d'Utilité Publique", "ASSOCIATION", 6),
    ("63", "Fondation", "FONDATION", 4),
    ("47", "Société Mutualiste", "MUTUELLE", 3),
    ("72", "Société A Responsabilité Limitée (S.A.R.L.)", "SARL", 9),
    ("95", "Société par Actions Simplifiée (S.A.S.)", "SAS", 10),
)
CCAS = ("17", "Centre Communal d'Action Sociale", "CCAS")
SHORT_NAMES = {  # of the categories whose label ends with no acronym
    "124": "CENTRE DE SANTE",
    "166": "MAISON MATERNELLE",
    "172": "POUPONNIERE",
    "175": "FOYER DE L'ENFANCE",
    "176": "VILLAGE D'ENFANTS",
    "177": "MECS",
    "182": "SESSAD",
    "188": "EEAP",
    "192": "IEM",
    "194": "IDV",
    "195": "IDA",
    "196": "IES",
    "198": "ESPO",
    "202": "RESIDENCE AUTONOMIE",
    "207": "ACCUEIL DE JOUR",
    "209": "SAAS",
    "230": "CONSULTATION",
    "249": "ESRP",
    "252": "FOYER D'HEBERGEMENT",
    "253": "FOYER D'ACCUEIL",
    "257": "FJT",
    "258": "PENSION DE FAMILLE",
    "286": "PREVENTION",
    "292": "CHS",
    "295": "SERVICE AEMO",
    "340": "SERVICE MJPM",
    "344": "SERVICE DPF",
    "382": "FOYER DE VIE",
    "390": "ACCUEIL TEMPORAIRE",
    "395": "ACCUEIL TEMPORAIRE",
    "396": "FOYER",
    "402": "JARDIN D'ENFANTS",
    "405": "SERVICE SOCIAL",
    "445": "SAMSAH",
    "448": "EAM",
    "449": "EANM",
    "453": "REPARATION PENALE",
    "460": "SAA",
    "461": "CENTRE DE RESSOURCES",
    "464": "UEROS",
    "500": "EHPAD",
    "501": "EHPA",
    "502": "EHPA",
    "603": "MAISON DE SANTE",
    "611": "LABORATOIRE",
    "620": "PHARMACIE",
    "632": "OXYGENE A DOMICILE",
    "696": "GCS",
    "698": "STRUCTURE SANITAIRE",
}
FUNDING = {  # mode de fixation des tarifs, where one category mostly has the same
    "500": ("40", "ARS/PCD, Tarif global, habilité aide sociale, recours PUI"),
    "460": ("08", "Président du Conseil Départemental"),
    "177": ("08", "Président du Conseil Départemental"),
}
NO_FUNDING = ("99", "Indéterminé")


def capitals(text):
    """The way FINESS writes names: capitals without accents or hyphens."""
    flat = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE")).encode("ascii", "ignore").decode()
    return flat.upper().replace("-", " ")


def town_line(name):
    """The town of an address line: capitals, SAINT shortened."""
    short = {"SAINT": "ST", "SAINTE": "STE"}
    return " ".join(short.get(word, word) for word in capitals(name).replace("'", " ").split())


def short_name(category, label):
    """What the name of an ESSMS begins with: `IME` out of `Institut Médico-Educatif (I.M.E.)`."""
    if category in SHORT_NAMES:
        return SHORT_NAMES[category]
    inside = label[label.rfind("(") + 1 : label.rfind(")")] if "(" in label else ""
    initials = inside.replace(".", "").replace(" ", "")
    if initials.isalpha() and initials.isupper():
        return initials
    return "EXPERIMENTATION" if "xpérimental" in label else "SERVICE"


# --- What is drawn from -----------------------------------------------------------------------------------------


@dataclass
class Commune:
    insee: str
    name: str
    departement: str
    population: int
    lat: float
    lon: float
    postal: str
    weight: float = 0


@dataclass
class Point:
    lat: float
    lon: float
    commune: Commune


@dataclass
class Site:
    """An établissement in the making."""

    category: str
    label: str
    aggregate: list
    point: Point
    number: str = ""
    name: str = ""
    siret: str = ""
    shares_siret_with: "Site | None" = None


@dataclass
class Body:
    """An entité juridique in the making, with its établissements."""

    home: Commune
    sites: list = field(default_factory=list)
    number: str = ""
    name: str = ""
    status: tuple = ("", "")
    siren: str = ""


@dataclass
class Land:
    """Where a register stands: the areas whose outline is the shore, and the communes in it."""

    regions: set
    rows: list

    @staticmethod
    def of_region(region, rows):
        land = [row for row in rows if row["region"] == region and row["insee"] not in CUT_IN_ARRONDISSEMENTS]
        return Land({region}, [row for row in land if population_of(row)])

    @staticmethod
    def of_mainland(region, rows, share, rates):
        """The communes of the mainland nearest to its middle that hold a share of its expected ESSMS, as though they
        lay in the départements of `region`: a register cut larger and larger is no denser."""
        own = sorted({row["departement"] for row in rows if row["region"] == region})
        mainland = {row["region"] for row in rows} - set(PROJECTIONS) - {CORSE}
        whole = [row for name in sorted(mainland) for row in Land.of_region(name, rows).rows]
        weights = [population_of(row) * rate_of(population_of(row), rates) for row in whole]

        def distance(rank):
            lat, lon = float(whole[rank]["lat"]), float(whole[rank]["lon"])
            return math.hypot(lat - MIDDLE[0], (lon - MIDDLE[1]) * math.cos(math.radians(MIDDLE[0])))

        wanted, held, near = share * sum(weights), 0.0, []
        for rank in sorted(range(len(whole)), key=distance):
            if held >= wanted:
                break
            held += weights[rank]
            near.append({**whole[rank], "departement": own[rank % len(own)]})
        return Land(mainland, near)


def population_of(row):
    """Where no population is known (Mayotte) all communes count alike."""
    return int(row["population"] or 1)


def rate_of(population, rates):
    """ESSMS to expect for 10,000 inhabitants of a commune of that size."""
    return next(rate for low, rate in reversed(rates) if population >= low)


def km(a, b):
    """Distance in km between two places of one region; flat-Earth is enough to draw with."""
    x = (b.lon - a.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 111.2 * math.hypot(x, b.lat - a.lat)


def read_communes():
    """The rows of communes.csv, below its comment."""
    with (RESOURCES / "communes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter=";"))


class Atlas:
    """The communes of a region, drawn by the number of ESSMS that their population leads to expect."""

    def __init__(self, land, contours, rates, rng):
        self.rng = rng
        polygons = [
            shapely.Polygon(rings[0], rings[1:])
            for area in contours["regions"]
            if area["code"] in land.regions
            for rings in area["polygons"]
        ]
        self.land = shapely.MultiPolygon(polygons)
        shapely.prepare(self.land)
        self.taken = defaultdict(list)
        self.communes = []
        for row in land.rows:
            population = population_of(row)
            place = (float(row["lat"]), float(row["lon"]), row["postal"])
            commune = Commune(row["insee"], row["name"], row["departement"], population, *place)
            commune.weight = population * rate_of(population, rates)
            self.communes.append(commune)
        self.cumulated = list(itertools.accumulate(commune.weight for commune in self.communes))
        self.by_latitude = sorted((commune.lat, rank) for rank, commune in enumerate(self.communes))

    def any(self):
        return self.communes[bisect.bisect(self.cumulated, self.rng.random() * self.cumulated[-1])]

    def among(self, communes):
        return self.rng.choices(communes, [commune.weight for commune in communes])[0]

    def band(self, home, wanted):
        """The communes whose latitude is within `wanted` km of that of `home`."""
        degrees = 1.001 * wanted / 111.2
        low = bisect.bisect_left(self.by_latitude, (home.lat - degrees, 0))
        high = bisect.bisect_left(self.by_latitude, (home.lat + degrees, 0))
        return [self.communes[rank] for rank in sorted(rank for _, rank in self.by_latitude[low:high])]

    def at_distance(self, home, wanted):
        """A commune about `wanted` km from `home`, or the one whose distance comes closest."""
        ring = [c for c in self.band(home, 1.15 * wanted) if 0.85 * wanted <= km(home, c) <= 1.15 * wanted]
        return self.among(ring) if ring else min(self.communes, key=lambda c: abs(km(home, c) - wanted))

    def point(self, commune):
        """A place in the commune: around its town hall, further in larger ones, sometimes a known address."""
        taken = self.taken[commune.insee]
        if taken and self.rng.random() < AT_A_NEIGHBOURS:
            return self.rng.choice(taken)
        spread = min(1.5, 0.15 + 0.35 * math.sqrt(commune.population / 20_000))
        for _ in range(20):
            north, east = (max(-2, min(2, self.rng.gauss(0, 1))) * spread for _ in range(2))
            lat = commune.lat + north / 111.2
            lon = commune.lon + east / 111.2 / math.cos(math.radians(commune.lat))
            if self.land.contains(shapely.Point(lon, lat)):
                break
            spread *= 0.8  # on the shore, or on an islet that the contour lost: closer to the town hall
        taken.append(Point(lat, lon, commune))
        return taken[-1]


class Names:
    """Invented names, each used once by an OG."""

    def __init__(self, rng, real_communes):
        self.rng = rng
        real = {capitals(name).replace(" ", "").replace("'", "") for name in real_communes}
        towns = [head + tail for head in TOWN_HEADS for tail in TOWN_TAILS]
        self.towns = [town for town in towns if town not in real]
        self.used = set()

    def plant(self):
        return self.rng.choice(PLANTS)

    def place(self):
        return self.rng.choice(MASKS).format(self.plant())

    def body(self, kind):
        """`ASSOCIATION LES TILLEULS DE VALOSIERE`, `CCAS DE MONTLIANE`; a number when all are taken."""
        for attempt in itertools.count():
            town = self.rng.choice(self.towns)
            link = "D'" if town[0] in "AO" else "DE "
            middle = "" if kind in ("CCAS", "CENTRE HOSPITALIER") else f"LES {self.plant()} "
            name = f"{kind} {middle}{link}{town}" + (f" {attempt // 50 + 1}" if attempt >= 50 else "")
            if name not in self.used:
                self.used.add(name)
                return name


class Sizes:
    """Numbers of ESSMS by OG: the quantiles of the region's histogram, so that small registers keep its tail."""

    @staticmethod
    def draw(histogram, count, rng):
        values = sorted((int(size), og) for size, og in histogram.items())
        bounds = list(itertools.accumulate(og for _, og in values))
        sizes = [values[bisect.bisect_right(bounds, (i + 0.5) / count * bounds[-1])][0] for i in range(count)]
        rng.shuffle(sizes)
        return sizes


class Mix:
    """Sectors and categories of an OG's ESSMS."""

    def __init__(self, calibration, region, rng):
        self.rng = rng
        self.categories = defaultdict(list)
        here, everywhere = defaultdict(float), defaultdict(float)
        for code, category in calibration["categories"].items():
            national = sum(category["count"].values())
            local = category["count"].get(region, 0) if region in calibration["og_size_by_region"] else national
            weight = local + 0.01 * national
            self.categories[category["sector"]].append((code, weight))
            here[category["sector"]] += weight
            everywhere[category["sector"]] += national
        self.sector_weight = dict(here)
        total_here, total = sum(here.values()), sum(everywhere.values())
        self.combinations = []
        for sectors, og, essms in calibration["sector_combinations"]:
            local = math.prod(here[s] / total_here / (everywhere[s] / total) for s in sectors) ** (1 / len(sectors))
            self.combinations.append((sectors, og * local, essms / og))

    def sectors(self, size):
        """One sector for each ESSMS: a combination that OG of that size have, each of its sectors at least once."""
        fitting = [c for c in self.combinations if len(c[0]) <= size]
        # The size of OG with one combination is taken as geometric around its mean.
        weights = [w / max(mean, 1.01) * (1 - 1 / max(mean, 1.01)) ** (size - 1) for _, w, mean in fitting]
        sectors = self.rng.choices(fitting, weights)[0][0]
        rest = self.rng.choices(sectors, [self.sector_weight[s] for s in sectors], k=size - len(sectors))
        return list(sectors) + rest

    def category(self, sector):
        codes, weights = zip(*self.categories[sector])
        return self.rng.choices(codes, weights)[0]


class Numbers:
    """FINESS and SIREN numbers of nobody."""

    def __init__(self):
        self.next = defaultdict(int)

    def finess(self, departement, body):
        """The next number of a département, in the range that the real register leaves empty: DD9 on the mainland
        (…9 00000 to 49999 for établissements, from 50000 for entités juridiques), the upper 6000 overseas."""
        self.next[departement, body] += 1
        rank = self.next[departement, body]
        if departement in OVERSEAS:
            if rank >= 2000:
                raise SystemExit(f"no FINESS number left in {departement}: ask for fewer OG")
            stem = f"{OVERSEAS[departement][1]}{(8000 if body else 6000) + rank:04d}"
        else:
            if rank >= 50_000:
                raise SystemExit(f"no FINESS number left in {departement}: ask for fewer OG")
            stem = f"{departement}9{(50_000 if body else 0) + rank:05d}"
        return stem + luhn_digit(stem.replace("A", "0").replace("B", "0"))

    def siren(self):
        """Nine digits whose last one is wrong: no real SIREN passes for it."""
        self.next["siren"] += 1
        stem = f"99{self.next['siren']:06d}"
        return stem + str((int(luhn_digit(stem)) + 1) % 10)


def luhn_digit(stem):
    """The digit that completes `stem` under Luhn's formula."""
    total = 0
    for place, digit in enumerate(reversed(stem)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


# --- Drawing ----------------------------------------------------------------------------------------------------


def interpolated(share, steps):
    """The value at `share` of a curve given as (share, value) steps."""
    for (a, low), (b, high) in itertools.pairwise(steps):
        if share <= b:
            return low + (high - low) * (share - a) / (b - a)
    return steps[-1][1]


def communes_of(size, atlas, dispersion, rng):
    """The commune of each of an OG's sites; the first is its home."""
    home = atlas.any()
    if size == 1:
        return [home]
    habits = next(row for row in reversed(dispersion) if size >= row["from"])
    share = rng.random()
    if share < habits["one_commune"]:
        return [home] * size
    p25, median, p75, p90 = habits["diameter_km"]
    diameter = interpolated(share, [(0, 0), (0.25, p25), (0.5, median), (0.75, p75), (0.9, p90), (1, 1.3 * p90)])
    diameter = max(diameter, 4.0)
    towns = [home, atlas.at_distance(home, diameter)]
    between = [
        c for c in atlas.band(home, diameter) if km(home, c) <= diameter and km(towns[1], c) <= diameter
    ] or towns
    wanted = max(2, min(size, round(rng.gauss(habits["communes"], 0.3 * habits["communes"]))))
    towns += [atlas.among(between) for _ in range(wanted - 2)]
    return towns + rng.choices(towns, [3] + [1] * (len(towns) - 1), k=size - len(towns))


def draw_og(size, atlas, mix, calibration, rng):
    """An OG and its ESSMS, without names and numbers."""
    towns = communes_of(size, atlas, calibration["og_dispersion"], rng)
    body = Body(home=towns[0])
    for town, sector in zip(towns, mix.sectors(size)):
        code = mix.category(sector)
        category = calibration["categories"][code]
        sisters = [site for site in body.sites if site.point.commune is town]
        sister = rng.choice(sisters) if sisters and rng.random() < AT_A_SISTERS else None
        site = Site(code, category["label"], category["aggregate"], sister.point if sister else atlas.point(town))
        if sister and rng.random() < SAME_SIRET:
            site.shares_siret_with = sister
        body.sites.append(site)
    return body


def draw_other(atlas, calibration, rng):
    """An établissement that is no ESSMS (pharmacy, hospital…) and the body that runs it."""
    others = calibration["other_categories"]
    code = rng.choices(list(others), [category["count"] for category in others.values()])[0]
    town = atlas.any()
    return Body(town, [Site(code, others[code]["label"], others[code]["aggregate"], atlas.point(town))])


def status_of(body, rng):
    """Legal status of a body and how its name begins."""
    categories = {site.category for site in body.sites}
    if categories & {"355", "292", "156"}:
        return "13", "Etablissement Public Communal d'Hospitalisation", "CENTRE HOSPITALIER"
    if len(body.sites) <= 3 and categories <= {"460", "202", "354", "500", "209"} and rng.random() < 0.35:
        return CCAS
    kinds = OG_KINDS if len(body.sites) == 1 else OG_KINDS[:4]
    return rng.choices(kinds, [kind[3] for kind in kinds])[0][:3]


def baptise(bodies, names, numbers, quality, rng):
    """Gives names and numbers to the bodies and their sites."""
    for body in bodies:
        status, label, kind = status_of(body, rng)
        body.status = (status, label)
        body.number = numbers.finess(body.home.departement, body=True)
        body.siren = numbers.siren()
        pharmacy = body.sites[0].category == "620"
        body.name = names.body(kind) if not pharmacy else f"PHARMACIE DES {names.plant()}"
        for rank, site in enumerate(body.sites, start=1):
            site.number = numbers.finess(site.point.commune.departement, body=False)
            short, place = short_name(site.category, site.label), names.place()
            if rng.random() < quality["quotes"]:
                place = f'"{place}"'
            if len(f"{short} {place}") > quality["name_length"] and rng.random() < 0.8:
                place = f"LES {names.plant()}"  # most names fit the cell
            gap = "  " if rng.random() < quality["double_space"] else " "
            site.name = body.name if pharmacy else f"{short}{gap}{place}"
            sister = site.shares_siret_with
            if rng.random() >= quality["siret_missing"]:
                site.siret = sister.siret if sister and sister.siret else f"{body.siren}{rank:05d}"


# --- Writing ----------------------------------------------------------------------------------------------------


def some_date(rng, first, last):
    return f"{rng.randint(first, last)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"


def opening_dates(rng, quality):
    """Opening and authorisation: some openings are the register's placeholders."""
    opened = some_date(rng, 1965, 2025)
    if rng.random() < quality["opened_1900"]:
        return rng.choice(("1904-04-04", "1901-01-01")), opened
    return opened, opened


def address_cells(commune, departement_names, quality, rng):
    """numvoie, typvoie, voie; commune, departement, libdepartement; ligneacheminement."""
    street = rng.choice(STREETS) if rng.random() < 0.5 else f"DES {rng.choice(PLANTS)}"
    road = [str(rng.randint(1, 60)) if rng.random() < 0.7 else "", rng.choice(STREET_TYPES), street]
    departement = OVERSEAS.get(commune.departement, (commune.departement,))[0]
    place = [commune.insee[2:], departement, capitals(departement_names[commune.departement])]
    town = commune.name.rsplit(" ", 2)[0] if commune.name.endswith(" Arrondissement") else commune.name
    line = f"{commune.postal} {town_line(town)}".strip()
    return road, place, line + (" CEDEX" if rng.random() < quality["cedex"] else "")


def establishment_row(body, site, departement_names, quality, rng):
    """The 32 cells of a `structureet` line."""
    road, place, line = address_cells(site.point.commune, departement_names, quality, rng)
    short = site.name[: quality["name_length"]].strip()
    long = site.name if site.name != short or rng.random() < 0.5 else ""
    funding = FUNDING.get(site.category, NO_FUNDING)
    opened, authorised = opening_dates(rng, quality)
    ape = "" if rng.random() < 0.37 else ("8710A" if site.category == "500" else "8810A")
    return [
        "structureet", site.number, body.number, short, long, "", "", *road, "", "", *place, line, "", "",
        site.category, site.label, *site.aggregate, site.siret, ape, *funding, "", "",
        opened, authorised, max(authorised, some_date(rng, 2012, 2025)), "",
    ]  # fmt: skip


def body_row(body, departement_names, quality, rng):
    """The 23 cells of a `structureej` line."""
    road, place, line = address_cells(body.home, departement_names, quality, rng)
    short = body.name[: quality["name_length"]].strip()
    commune, departement, label = place
    return [
        "structureej", body.number, short, body.name, "", *road, "", "", "", commune, line, departement, label, "",
        *body.status, "", "", body.siren, "", some_date(rng, 1950, 2020),
    ]  # fmt: skip


def write_extract(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(["finess", "etalab", "111", EXTRACT_DATE])
        writer.writerows(rows)


def make(region, og, seed, out, mainland=None):
    """Draws the register of a region and writes its two files."""
    rng = random.Random(f"{seed}/{region}/{og}" + (f"/{mainland}" if mainland else ""))
    calibration = json.loads((DATASETS / "calibration.json").read_text(encoding="utf-8"))
    contours = json.loads((RESOURCES / "contours.json").read_text(encoding="utf-8"))
    departement_names = {area["code"]: area["name"] for area in contours["departements"]}
    quality = calibration["quality"]
    communes = read_communes()
    rates = calibration["essms_per_10k_by_population"]
    land = Land.of_mainland(region, communes, og / mainland, rates) if mainland else Land.of_region(region, communes)
    if not land.rows:
        raise SystemExit(f"no commune in region {region!r}; give the INSEE code of a région, such as 24 or 01")
    atlas = Atlas(land, contours, rates, rng)
    mix = Mix(calibration, region, rng)
    histograms = calibration["og_size_by_region"]
    sizes = Sizes.draw(histograms.get(region, histograms["03"]), og, rng)  # none for Mayotte: Guyane's

    bodies = [draw_og(size, atlas, mix, calibration, rng) for size in sizes]
    essms = sum(sizes)
    bodies += [
        draw_other(atlas, calibration, rng) for _ in range(round(essms * SHARE_OF_OTHERS / (1 - SHARE_OF_OTHERS)))
    ]
    baptise(bodies, Names(rng, [row["name"] for row in communes]), Numbers(), quality, rng)

    sites = sorted(((site, body) for body in bodies for site in body.sites), key=lambda pair: pair[0].number)
    lost = set(rng.sample(sorted(s.number for b in bodies[:og] for s in b.sites), min(WITHOUT_LOCATION, essms)))
    rows = [establishment_row(body, site, departement_names, quality, rng) for site, body in sites]
    epsg, spelling = PROJECTIONS.get(region, MAINLAND)
    to_metres = Transformer.from_crs(4326, epsg, always_xy=True)
    for site, _ in sites:
        if site.number not in lost:
            x, y = to_metres.transform(site.point.lon, site.point.lat)
            source = f"1,ATLASANTE,{rng.randint(80, 100)},BAN,{spelling}"
            rows.append(["geolocalisation", site.number, f"{x:.1f}", f"{y:.1f}", source, "2026-05-04"])
    out.mkdir(parents=True, exist_ok=True)
    write_extract(out / "finess-507.csv", rows)
    by_number = sorted(bodies, key=lambda body: body.number)
    write_extract(out / "finess-501.csv", [body_row(b, departement_names, quality, rng) for b in by_number])
    print(f"{out}: {og} OG, {essms} ESSMS, {len(sites) - essms} others, {sum(s >= 15 for s in sizes)} OG of 15 or more")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--region", default="24", help="INSEE code of the région (default: 24, Centre-Val de Loire)")
    parser.add_argument("--og", type=int, default=320, help="number of OG (default: 320)")
    parser.add_argument("--seed", default="2026", help="the same seed gives the same files (default: 2026)")
    parser.add_argument("--out", type=Path, default=DATASETS / "demo", help="folder of the two files")
    parser.add_argument(
        "--mainland",
        type=int,
        metavar="N",
        help="spread the OG over the middle of the mainland, as much of it as holds them when the whole counts N, "
        "whatever their région: registers of several sizes are then equally dense",
    )
    options = parser.parse_args()
    if options.og < 1:
        parser.error("--og: at least 1")
    if options.mainland is not None and (options.region in {*PROJECTIONS, CORSE} or options.mainland < options.og):
        parser.error("--mainland: at least as many as --og, and a --region of the mainland")
    make(options.region, options.og, options.seed, options.out, options.mainland)


if __name__ == "__main__":
    main()
