#!/usr/bin/env python3
"""Invents a situation.csv for a register: éditeurs that do not exist, funding, shares of home services.

    datasets/make_situation.py REGISTER-507.csv [--editors 8] [--seed 2026] > situation.csv

Nothing in it is known of anyone. An OG has no row at all (unknown), no DUI, or the DUI of one éditeur, the first éditeurs
being the most frequent; a few OG have two. The same seed gives the same file.
"""

import argparse
import random
import sys


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("register")
    parser.add_argument("--editors", type=int, default=8)
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    generator = random.Random(options.seed)
    names = [f"Éditeur fictif {chr(ord('A') + rank)}" for rank in range(options.editors)]
    weights = [1 / (rank + 1) for rank in range(options.editors)]
    own: dict[str, list[str] | None] = {}
    out = ["finess_et;editeur_dui;dui_conforme;commande_sons;deja_finance;autre_financement_ue;part_eligible;volontaire"]
    with open(options.register, encoding="utf-8") as register:
        for line in register:
            cells = line.rstrip("\n").split(";")
            if cells[0] != "structureet":
                continue
            essms, og, category = cells[1], cells[2], cells[18]
            if og not in own:
                draw = generator.random()
                if draw < 0.3:
                    own[og] = None
                elif draw < 0.5:
                    own[og] = []
                else:
                    own[og] = generator.choices(names, weights, k=2 if draw > 0.95 else 1)
            editors = own[og]
            if editors is None:
                continue
            editor = generator.choice(editors) if editors else ""
            conforming = generator.choice(["oui", "non"]) if editor else ""
            sons = editor if editor and generator.random() < 0.03 else ""
            funded = "oui" if generator.random() < 0.04 else "non"
            share = generator.choice(["1", "0,8", "0,6"]) if category in ("460", "354", "209") else ""
            out.append(f"{essms};{editor};{conforming};{sons};{funded};non;{share};oui")
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
