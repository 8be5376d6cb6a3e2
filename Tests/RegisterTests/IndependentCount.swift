import Foundation
import TinyRegisters

/// What an extract (502 or 507) holds, counted by a script that shares nothing with the readers: Python's csv module, in
/// another process.
struct IndependentCount: Decodable, Equatable {
  var establishments: Int
  var essms: Int
  var og: Int
  /// OG with fewer than 15 ESSMS, and the ESSMS of those.
  var smallOG: Int
  var smallOGEssms: Int
  /// By the names of `RegisterProblem.Kind`.
  var oddities: [String: Int]

  init(extract: String, categories: String) throws {
    self = try JSONDecoder().decode(Self.self, from: PythonScript.output(["-c", Self.script, categories, extract]))
  }

  private static let script = """
    import csv, json, sys
    from collections import Counter
    core = {r[0] for r in csv.reader(open(sys.argv[1], encoding="utf-8"), delimiter=";") if r[3:4] == ["core"]}
    raw = open(sys.argv[2], "rb").read()
    try: text = raw.decode("utf-8")
    except UnicodeDecodeError: text = raw.decode("cp1252")
    rows = list(csv.reader(text.splitlines(), delimiter=";"))
    all = [r for r in rows if r[0] == "structureet"]
    essms = [r for r in all if r[18] in core]
    # No map of France goes 2,000 km east of its origin: such a place is astray.
    places = {r[1]: r[2:5] if float(r[2]) < 2e6 else [] for r in rows if r[0] == "geolocalisation"}
    ogs = Counter(r[2] for r in essms)
    shared = lambda values: sum(n for n in Counter(v for v in values if v).values() if n > 1)
    name = lambda r: r[4].strip() or r[3].strip()
    where = lambda n: n[:4] if n[:2] in ("97", "98") else n[:2]
    oddities = {
        "missingSiret": sum(not r[22] for r in essms), "sharedSiret": shared(r[22] for r in essms),
        "sharedCoordinate": shared(";".join(places[r[1]]) for r in essms),
        "placeholderDate": sum(r[28] in ("1901-01-01", "1904-04-04") for r in essms),
        "cutName": sum(len(name(r)) == 38 for r in essms), "quotedName": sum('"' in name(r) for r in essms),
        "otherDepartement": sum(where(r[1]) != where(r[2]) for r in essms)}
    small = [n for n in ogs.values() if n < 15]
    print(json.dumps({
        "establishments": len(all), "essms": len(essms), "og": len(ogs), "smallOG": len(small),
        "smallOGEssms": sum(small), "oddities": {k: n for k, n in oddities.items() if n}}))
    """
}
