#!/usr/bin/env python3
"""Sets a synthetic register beside the counts of the real one that it follows.

    grappes generate --france --seed 1 --out out/france
    datasets/compare.py out/france                          # the tables, as Markdown
    datasets/compare.py out/france --plots datasets/plots   # the same, and the plots

Reads finess-501.csv and finess-507.csv of a whole France, and the tables of counts in Sources/Synthetic/Resources.
"""

import argparse
import csv
import math
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from pyproj import Transformer

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "Sources" / "Synthetic" / "Resources"
GEOGRAPHY = ROOT / "Sources" / "Geography" / "Resources"
EARTH_KM = 6371.0088


def table(path):
    """The rows of a table below its comments."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter=";"))


@dataclass
class Essms:
    """An ESSMS as the register tells it."""

    number: str
    og: str
    name: str
    category: str
    region: str
    departement: str
    commune: str
    siret: str
    ape: str
    road: str
    line: str
    opened: str
    place: tuple | None = None
    xy: tuple | None = None


class Register:
    """The ESSMS of a folder, with their places, and how many other establishments it has."""

    def __init__(self, folder):
        categories = {row["category"]: row["public"] for row in table(RESOURCES / "categories.csv")}
        self.public = categories
        departements = {row["finess"]: row for row in table(GEOGRAPHY / "departements.csv")}
        self.essms, self.others = {}, 0
        points = defaultdict(list)
        with (folder / "finess-507.csv").open(encoding="utf-8", newline="") as file:
            for cells in csv.reader(file, delimiter=";"):
                if cells[0] == "structureet" and cells[18] in categories:
                    code = departements[cells[13]]["code"]
                    self.essms[cells[1]] = Essms(
                        cells[1], cells[2], cells[3], cells[18], departements[cells[13]]["region"], cells[13],
                        ("97" if len(code) == 3 else code) + cells[12], cells[22], cells[23], cells[9], cells[15],
                        cells[28],
                    )  # fmt: skip
                elif cells[0] == "structureet":
                    self.others += 1
                elif cells[0] == "geolocalisation" and cells[1] in self.essms:
                    epsg = int(cells[4].split("EPSG:")[1].split()[0])
                    points[epsg].append((cells[1], float(cells[2]), float(cells[3])))
        for epsg, held in points.items():
            transformer = Transformer.from_crs(epsg, 4326, always_xy=True)
            lons, lats = transformer.transform([p[1] for p in held], [p[2] for p in held])
            for (number, x, y), lon, lat in zip(held, lons, lats, strict=True):
                self.essms[number].place = (lat, lon)
                self.essms[number].xy = (epsg, x, y)
        with (folder / "finess-501.csv").open(encoding="utf-8", newline="") as file:
            self.seat = {cells[1]: cells[13] for cells in csv.reader(file, delimiter=";") if cells[0] == "structureej"}
        self.by_og = defaultdict(list)
        self.by_og_and_region = defaultdict(list)
        for essms in self.essms.values():
            self.by_og[essms.og].append(essms)
            self.by_og_and_region[essms.og, essms.region].append(essms)


def km(a, b):
    """Great-circle distance."""
    lat, lon = math.radians(b[0] - a[0]), math.radians(b[1] - a[1])
    h = math.sin(lat / 2) ** 2 + math.cos(math.radians(a[0])) * math.cos(math.radians(b[0])) * math.sin(lon / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1, math.sqrt(h)))


def share(part, whole):
    return part / whole if whole else 0.0


def markdown(title, header, rows):
    print(f"\n### {title}\n")
    print("| " + " | ".join(header) + " |")
    print("|" + "---|" * len(header))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")


def percent(value):
    return f"{100 * value:.1f} %"


# --- Tables -----------------------------------------------------------------------------------------------------


def size_table(register):
    """OG and ESSMS by region, and how many OG run one, under 15, or work elsewhere too."""
    bars = defaultdict(Counter)
    for row in table(RESOURCES / "og_sizes.csv"):
        bars[row["region"]][int(row["essms"])] = int(row["og"])
    elsewhere = {row["region"]: float(row["share"]) for row in table(RESOURCES / "og_in_several_regions.csv")}
    regions_of = defaultdict(set)
    drawn = defaultdict(Counter)
    for (og, region), held in register.by_og_and_region.items():
        regions_of[og].add(region)
        drawn[region][len(held)] += 1
    for held in register.by_og.values():
        drawn["FR"][len(held)] += 1
    rows = []
    for region in ["FR"] + sorted(r for r in drawn if r != "FR"):
        real, made = bars.get(region, Counter()), drawn[region]
        several = [og for og, regions in regions_of.items() if len(regions) > 1 and (region in regions)]
        made_og = sum(made.values())
        cells = [region]
        for counter in (real, made):
            og = sum(counter.values())
            cells += [
                f"{og:,}",
                f"{sum(k * v for k, v in counter.items()):,}",
                percent(share(counter[1], og)),
                percent(share(sum(v for k, v in counter.items() if k < 15), og)),
            ] if og else ["–"] * 4
        if region == "FR":
            made_share = share(sum(len(r) > 1 for r in regions_of.values()), made_og)
            cells += ["–", percent(made_share)]
        else:
            cells += [percent(elsewhere[region]) if region in elsewhere else "–", percent(share(len(several), made_og))]
        rows.append(cells)
    header = ["region"] + [f"{name} {which}" for which in ("2021", "made") for name in ("OG", "ESSMS", "1 ESSMS", "< 15")]
    markdown("OG by size", header + ["elsewhere too 2021", "made"], rows)
    return bars, drawn


def combination_table(register):
    """OG by the publics that they serve together."""
    real = {tuple(sorted(row["publics"].split("+"))): row for row in table(RESOURCES / "og_combinations.csv")}
    og, essms = Counter(), Counter()
    for held in register.by_og.values():
        key = tuple(sorted({register.public[one.category] for one in held}))
        og[key] += 1
        essms[key] += len(held)
    rows = []
    for key, row in list(real.items())[:20]:
        rows.append(("+".join(key), row["og"], og[key], row["essms"] or "–", essms[key]))
    rest = set(list(real)[20:])
    rows.append(("158 others", sum(int(real[k]["og"]) for k in rest), sum(n for k, n in og.items() if k not in list(real)[:20]), "", ""))
    markdown("Publics served together", ["publics", "OG 2021", "made", "ESSMS 2021", "made"], rows)
    return real, og


def public_table(register):
    """ESSMS by public and region: the largest differences."""
    real = defaultdict(Counter)
    for row in table(RESOURCES / "categories.csv"):
        for region in row:
            if len(region) == 2:
                real[row["public"]][region] += int(row[region])
    made = defaultdict(Counter)
    for essms in register.essms.values():
        if essms.region != "06":
            made[register.public[essms.category]][essms.region] += 1
    markdown(
        "ESSMS by public (without Mayotte)", ["public", "2021", "made"],
        [(public, f"{sum(real[public].values()):,}", f"{sum(made[public].values()):,}") for public in sorted(real)],
    )  # fmt: skip
    return real, made


def commune_table(register):
    """ESSMS by population of the commune."""
    population = {row["insee"]: int(row["population"] or 0) for row in table(GEOGRAPHY / "communes.csv")}
    for row in table(GEOGRAPHY / "communes.csv"):
        if row["insee"][:3] in ("751", "132", "693") and "Arrondissement" in row["name"]:
            population[row["insee"]] = 1_000_000
    steps = table(RESOURCES / "commune_sizes.csv")
    bounds = [int(row["from"]) for row in steps]
    made = Counter()
    for essms in register.essms.values():
        if essms.region != "06":
            made[max(b for b in bounds if b <= population.get(essms.commune, 0))] += 1
    real = {int(row["from"]): int(row["essms"]) for row in steps}
    rows = [(f"{b:,} and more", f"{real[b]:,}", f"{made[b]:,}") for b in bounds]
    markdown("ESSMS by population of the commune (without Mayotte)", ["inhabitants", "2021", "made"], rows)
    return real, made


def spread(held):
    """Diameter, share of sites at a sister's place, number of communes, one département."""
    places = [one.place for one in held if one.place]
    diameter = max((km(a, b) for a, b in combinations(places, 2)), default=0.0)
    count = Counter(one.xy for one in held if one.xy)
    same = share(sum(n for n in count.values() if n > 1), len(held))
    return diameter, same, len({one.commune for one in held}), len({one.departement for one in held}) == 1


def quantile(values, at):
    values = sorted(values)
    place = at * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (place - low)


def dispersion_table(register):
    """How far apart the ESSMS of an OG stand within a region."""
    steps = [row for row in table(RESOURCES / "og_dispersion.csv") if row["scope"] == "region"]
    bounds = [int(row["from"]) for row in steps]
    made = defaultdict(list)
    for held in register.by_og_and_region.values():
        if len(held) > 1:
            made[max(b for b in bounds if b <= len(held))].append(spread(held))
    rows = []
    for row in steps:
        drawn = made[int(row["from"])]
        diameters = [one[0] for one in drawn]
        rows.append([
            row["from"], row["communes"], statistics.median(one[2] for one in drawn),
            percent(float(row["one_commune"])), percent(share(sum(one[2] == 1 for one in drawn), len(drawn))),
            percent(float(row["one_departement"])), percent(share(sum(one[3] for one in drawn), len(drawn))),
            " / ".join(f"{float(row[f'diameter_p{q}']):.0f}" for q in (25, 50, 75, 90)),
            " / ".join(f"{quantile(diameters, q / 100):.0f}" for q in (25, 50, 75, 90)),
            percent(float(row["same_point"])), percent(statistics.mean(one[1] for one in drawn)),
        ])  # fmt: skip
    header = ["ESSMS from", "communes 2021", "made", "one commune 2021", "made", "one département 2021", "made"]
    header += ["diameter in km, p25 / p50 / p75 / p90, 2021", "made", "at a sister's place 2021", "made"]
    markdown("Dispersion of an OG's ESSMS within a region", header, rows)
    return steps, made


def quality_table(register):
    """What is missing, shared or odd."""
    real = {row["measure"]: row["essms"] for row in table(RESOURCES / "quality.csv")}
    all_essms = list(register.essms.values())
    places = Counter(one.xy for one in all_essms if one.xy)
    sirets = Counter(one.siret for one in all_essms if one.siret)
    tests = {
        "siret_missing": lambda e: not e.siret,
        "siret_shared": lambda e: sirets[e.siret] > 1,
        "coordinates_shared": lambda e: places[e.xy] > 1,
        "ape_missing": lambda e: not e.ape,
        "address_missing": lambda e: not e.road,
        "cedex": lambda e: "CEDEX" in e.line,
        "name_quotes": lambda e: '"' in e.name,
        "name_double_space": lambda e: "  " in e.name,
        "name_38_characters": lambda e: len(e.name) == 38,
        "opened_1900": lambda e: e.opened in ("1904-04-04", "1901-01-01"),
        "registered_elsewhere": lambda e: register.seat.get(e.og) != e.departement,
    }
    rows = [(n, percent(float(real[n])), percent(share(sum(map(t, all_essms)), len(all_essms)))) for n, t in tests.items()]
    rows.append(("establishments for each ESSMS", f"{int(95333) / 41912:.2f}", f"{1 + register.others / len(all_essms):.2f}"))
    markdown("What is missing, shared or odd (shares of ESSMS)", ["measure", "2021", "made"], rows)


# --- Plots ------------------------------------------------------------------------------------------------------


def plot(folder, sizes, combos, publics, communes, dispersion):
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    folder.mkdir(parents=True, exist_ok=True)
    plt.rcParams.update({"font.size": 9, "savefig.dpi": 110})
    grey, colour = "#9aa0a6", "#1b6ca8"

    def save(figure, name):
        for axis in (figure.axes[0].xaxis, figure.axes[0].yaxis):
            if axis.get_scale() != "linear":
                axis.set_major_formatter("{x:g}")
        figure.savefig(folder / name, bbox_inches="tight", metadata={"Software": None})
        plt.close(figure)

    bars, drawn = sizes
    figure, axes = plt.subplots(figsize=(6, 3.6))
    for counter, style, label in ((bars["FR"], dict(color=grey, lw=3), "2021"), (drawn["FR"], dict(color=colour), "made")):
        total = sum(counter.values())
        held, xs, ys = total, [], []
        for size in sorted(counter):
            xs.append(size)
            ys.append(held / total)
            held -= counter[size]
        axes.step(xs, ys, where="post", label=label, **style)
    axes.set(xscale="log", yscale="log", xlabel="ESSMS of an OG", ylabel="share of OG with as many or more")
    axes.legend(frameon=False)
    save(figure, "og-sizes.png")

    real, og = combos
    figure, axes = plt.subplots(figsize=(4.2, 4))
    axes.plot([0.7, 9000], [0.7, 9000], color=grey)
    axes.scatter([int(r["og"]) for r in real.values()], [max(0.7, og[k]) for k in real], s=12, color=colour)
    axes.set(xscale="log", yscale="log", xlabel="OG in 2021", ylabel="OG made", title="Combinations of publics")
    save(figure, "combinations.png")

    real, made = publics
    figure, axes = plt.subplots(figsize=(4.2, 4))
    axes.plot([0.7, 1700], [0.7, 1700], color=grey)
    pairs = [(real[p][r], made[p][r]) for p in real for r in real[p]]
    axes.scatter([max(0.7, a) for a, _ in pairs], [max(0.7, b) for _, b in pairs], s=12, color=colour)
    axes.set(xscale="log", yscale="log", xlabel="ESSMS in 2021", ylabel="ESSMS made", title="Publics of each region")
    save(figure, "publics.png")

    real, made = communes
    figure, axes = plt.subplots(figsize=(6, 3.2))
    ticks = range(len(real))
    axes.bar([t - 0.2 for t in ticks], real.values(), 0.4, color=grey, label="2021")
    axes.bar([t + 0.2 for t in ticks], [made[b] for b in real], 0.4, color=colour, label="made")
    axes.set_xticks(list(ticks), [f"{b:,}" for b in real], rotation=30)
    axes.set(xlabel="inhabitants of the commune, from", ylabel="ESSMS")
    axes.legend(frameon=False)
    save(figure, "communes.png")

    steps, made = dispersion
    figure, axes = plt.subplots(figsize=(6, 3.6))
    ticks = range(len(steps))
    for q, marker in ((25, "v"), (50, "o"), (75, "^"), (90, "D")):
        axes.plot(ticks, [float(r[f"diameter_p{q}"]) for r in steps], color=grey, lw=3, zorder=1)
        made_q = [quantile([one[0] for one in made[int(r["from"])]], q / 100) for r in steps]
        axes.plot(ticks, made_q, marker, color=colour, label=f"p{q}", zorder=2)
    axes.set_xticks(list(ticks), [r["from"] for r in steps])
    axes.set_yscale("symlog", linthresh=1)
    axes.set_ylim(bottom=-0.1)
    axes.set(xlabel="ESSMS of an OG in the region, from", ylabel="largest distance in km")
    axes.legend(frameon=False, title="made (2021 grey)")
    save(figure, "dispersion.png")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--plots", type=Path, help="folder for the plots")
    options = parser.parse_args()
    register = Register(options.folder)
    sizes = size_table(register)
    combos = combination_table(register)
    publics = public_table(register)
    communes = commune_table(register)
    dispersion = dispersion_table(register)
    quality_table(register)
    if options.plots:
        plot(options.plots, sizes, combos, publics, communes, dispersion)


if __name__ == "__main__":
    main()
