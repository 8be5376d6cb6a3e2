#!/usr/bin/env python3
"""What a register's files hold, counted by a script that shares nothing with the program.

    python3 datasets/count_register.py [--categories FILE] [--communes FILE] FILE...

FILE is a FINESS+ document of structures (.json, .json.gz) or a legacy extract (501, 507). The newest file's word counts in
whatever order they are given; older ones fill what it leaves empty. Prints the figures as JSON. One document of France takes
a minute and some GB: it is read as one text, record by record.
"""

import argparse
import csv
import gzip
import io
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
SOURCES = HERE.parent / "Sources"


def rows(path):
    lines = (line for line in open(path, encoding="utf-8") if not line.startswith("#"))
    return list(csv.DictReader(lines, delimiter=";"))


def text_of(path):
    raw = open(path, "rb").read()
    if raw[:2] == b"\x1f\x8b":
        raw = gzip.decompress(raw)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252")


def first(value):
    """A code alone, with its nomenclature, or in an array."""
    while isinstance(value, (list, dict)):
        value = (value[0] if value else None) if isinstance(value, list) else value.get("code")
    return value or ""


def document(text):
    """The members of a document, and its bodies one after the other: (date, [pmej…], groups)."""
    decoder = json.JSONDecoder()
    space = re.compile(r"[\s,:]*")

    def skip(place):
        return space.match(text, place).end()

    date, groups, place = "", [], skip(text.index("{") + 1)
    while text[place] != "}":
        key, place = decoder.raw_decode(text, place)
        place = skip(place)
        if key == "pmej":
            place = skip(place + 1)
            while text[place] != "]":
                body, place = decoder.raw_decode(text, place)
                place = skip(place)
                yield "body", body
            place = skip(place + 1)
            continue
        value, place = decoder.raw_decode(text, place)
        place = skip(place)
        if key == "generatedAt":
            yield "date", value[:10]
        elif key == "gcc":
            groups = value
    yield "groups", groups


def number(text):
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


def point(address):
    """Whether an address has coordinates, by their magnitude in degrees or in metres."""
    pairs = address.get("coordonneesGeographique") or {}
    for x, y in (("coordonneeX", "coordonneeY"), ("directionLongitude", "directionLatitude")):
        east, north = number(pairs.get(x)), number(pairs.get(y))
        if east is not None and north is not None and (east, north) != (0, 0):
            return "degrees" if max(abs(east), abs(north)) <= 180 else "metres"
    return None


CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class File:
    def __init__(self, path):
        self.date, self.sites, self.points, self.names, self.odd = None, {}, set(), {}, {}
        self.layouts = {"degrees": 0, "metres": 0, "none": 0, "notFirst": 0, "arrays": 0}
        self.ght, self.count, self.inService, self.controls = [], 0, 0, 0
        text = text_of(path)
        if text.lstrip("\ufeff \r\n\t")[:1] == "{":
            self.read_document(text)
        else:
            self.read_extract(text)

    def read_document(self, text):
        ids = {}
        for kind, value in document(text):
            if kind == "date":
                self.date = value
            elif kind == "groups":
                for group in value:
                    if group.get("typeGcc") == "001":
                        members = {m.get("pmSmsseId") or m.get("pm_smsseId") for m in group["pmejDuGcc"]}
                        self.ght.append({ids[m] for m in members if m in ids})
            else:
                facts = value.get("informationsGeneralesPMEJ") or value.get("informationsGeneralesPmej")
                og = facts["numFinessPm"]
                ids[facts.get("pmSmsseId") or facts.get("pm_smsseId")] = og
                self.names[og] = facts["denominationLonguePmSmsse"] or facts["denominationPm"]
                for site in value["ege"]:
                    self.read_site(og, site)

    def read_site(self, og, site):
        facts = site["informationsGeneralesEGE"]
        key = facts["numFinessEge"]
        category = site.get("categorieentiteGeographiqueExercice", site.get("categorieEntiteGeographiqueExercice"))
        place = next((a for a in site["adresse"] if first(a["usageAdresse"]) == "03"), {})
        state = first(site.get("etatObjet"))
        closed = bool(facts["dateFermeture"]) or state not in ("", "A")
        self.count += 1
        name = facts["nomEgeLong"] or facts["nomEgeCourt"] or ""
        if not closed:
            self.inService += 1
            kind = point(place)
            pairs = place.get("coordonneesGeographique") or {}
            x = number(pairs.get("coordonneeX"))
            self.layouts["none" if kind is None else "metres" if x is not None and abs(x) > 180 else "degrees"] += 1
            self.layouts["notFirst"] += first(site["adresse"][0]["usageAdresse"]) != "03"
            self.layouts["arrays"] += isinstance(site.get("etatObjet"), list)
            if kind:
                self.points.add(key)
        ban = (place.get("coordonneesGeographique") or {}).get("cleInInteropBAN") or ""
        self.sites[key] = {
            "og": og, "category": first(category), "closed": closed, "commune": place.get("cogCommune") or "",
            "siret": facts["siret"] or "", "centroid": bool(ban) and "_" not in ban, "control": bool(CONTROL.search(name)),
        }

    def read_extract(self, text):
        for row in csv.reader(io.StringIO(text), delimiter=";"):
            if row[0] == "finess" and self.date is None:
                self.date = row[3]
            elif row[0] == "structureej":
                self.names[row[1]] = row[3] or row[2]
            elif row[0] == "structureet":
                insee = row[13] + row[12] if not row[13].startswith("9") or row[13].isdigit() else "97" + row[12]
                self.sites[row[1]] = {
                    "og": row[2], "category": row[18], "closed": False, "commune": insee, "siret": row[22],
                    "centroid": False, "control": False,
                }
            elif row[0] == "geolocalisation" and row[2] and row[3]:
                self.points.add(row[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--categories", default=SOURCES / "Register/Resources/categories.csv")
    parser.add_argument("--nomenclature", default=SOURCES / "Register/Resources/nomenclature.csv")
    parser.add_argument("--communes", default=SOURCES / "Geography/Resources/communes.csv")
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    core = {r["categetab"] for r in rows(options.categories) if r["scope"] == "core"}
    listed = {r["categetab"] for r in rows(options.nomenclature)}
    communes = {r["insee"] for r in rows(options.communes)}
    files = sorted((File(path) for path in options.files), key=lambda f: f.date or "", reverse=True)
    sites, located, centroids = {}, set(), set()
    for file in files:
        for key, site in file.sites.items():
            if key not in sites:
                sites[key] = dict(site, date=file.date)
                if site["centroid"] and key in file.points:
                    centroids.add(key)
            elif not sites[key]["closed"]:
                known = sites[key]
                if not known["category"]:
                    known["category"] = site["category"]
                known["siret"] = known["siret"] or site["siret"]
        located |= file.points
    essms = {k: s for k, s in sites.items() if s["category"] in core}
    open_ones = {k: s for k, s in essms.items() if not s["closed"]}
    own = {k for k in open_ones if k in located}
    hall = {k for k in open_ones if k not in located and open_ones[k]["commune"] in communes}
    kept = own | hall
    newest = max(s["date"] or "" for s in sites.values())
    in_service = [s for s in sites.values() if not s["closed"]]
    ght = next((f.ght for f in files if f.ght), [])
    names = {}
    for file in files:
        names = {**file.names, **names}
    print(json.dumps({
        "sites": len(sites), "essms": len(kept), "og": len({open_ones[k]["og"] for k in kept}), "own": len(own),
        "townHall": len(hall), "closed": len(essms) - len(open_ones), "notEssms": len(sites) - len(essms),
        "missingCategory": sum(not s["category"] for s in in_service),
        "unlistedCategory": sum(bool(s["category"]) and s["category"] not in listed for s in in_service),
        "communeCentroid": len(centroids & set(open_ones)), "controlCharacter": sum(s["control"] for s in essms.values()),
        "onlyInOlder": sum((s["date"] or newest) < newest for s in open_ones.values()),
        "missingSiret": sum(not s["siret"] for s in open_ones.values()), "ogNames": len(names),
        "ght": len(ght), "ghtMembers": len(set().union(*ght)) if ght else 0,
        "documents": [{"ege": f.count, "inService": f.inService, **f.layouts} for f in files if f.count],
    }, indent=2))


if __name__ == "__main__":
    sys.exit(main())
