import Foundation

@testable import Register

/// FINESS+ documents for tests, written record by record.
enum FinessPlusDocuments {
  static func establishment(
    _ number: String, name: String = "EHPAD LES LILAS", longName: String? = nil, category: String = "\"500\"",
    siret: String? = nil, closing: String? = nil, addresses: [String]? = nil, state: String? = nil
  ) -> String {
    """
    {"informationsGeneralesEGE": {"egeId": "1", "dateFermeture": \(quoted(closing)), "dateOuverture": "1990-01-01",
    "nomEgeCourt": \(quoted(name)), "nomEgeLong": \(quoted(longName)), "numFinessEge": "\(number)",
    "siret": \(quoted(siret))}, "categorieentiteGeographiqueExercice": \(category), "typeBudget": ["01"],
    "adresse": [\((addresses ?? [address()]).joined(separator: ","))], "engagement": [], "roleEge": [],
    "etatObjet": \(state ?? (closing == nil ? "\"A\"" : "\"I\""))}
    """
  }

  /// A place, its coordinates as one edition or the other writes them; none when `coordinates` is `null`.
  static func address(
    usage: String = "03", commune: String = "35238", postalCode: String = "35000", town: String = "RENNES",
    coordinates: String = degreesFirst
  ) -> String {
    """
    {"usageAdresse": "\(usage)", "libelleVoie": "DES LILAS", "cogCommune": "\(commune)", "ligneAcheminement": "\(town)",
    "codePostal": "\(postalCode)", "coordonneesGeographique": \(coordinates)}
    """
  }

  static let degreesFirst = """
    {"coordonneeX": "-1.679", "coordonneeY": "48.111", "directionLatitude": "6789000.5",
    "directionLongitude": "352000.5", "scoreBAN": "0.96"}
    """
  static let metresFirst = """
    {"coordonneeX": "352000.5", "coordonneeY": "6789000.5", "directionLatitude": "48.111",
    "directionLongitude": "-1.679", "scoreBAN": "0.96"}
    """

  static func og(
    _ establishments: [String], number: String = "350000001", name: String = "ASS DES LILAS", id: String = "9"
  ) -> String {
    """
    {"informationsGeneralesPMEJ": {"pmSmsseId": "\(id)", "denominationLonguePmSmsse": \(quoted(name)), "denominationPm": "LILAS",
    "numFinessPm": "\(number)", "siren": null}, "adresse": [], "evenement": [{"x": [1, -2.5e3, true, false, null]}],
    "ege": [\(establishments.joined(separator: ",\n"))], "etatObjet": "A"}
    """
  }

  static func text(_ ogs: [String], date: String = "2026-08-13", groups: String = "[]") -> String {
    """
    {"schemaVersion": "v1.0.0", "generatedAt": "\(date)T02:07:30.574916747Z",
    "gco": [{"pmSmsseId": "403", "egeDuGco": []}], "gcc": \(groups),
    "pmej": [
    \(ogs.joined(separator: ",\n"))
    ]}
    """
  }

  static func file(
    _ ogs: [String], path: String = "structures.json", date: String = "2026-08-13", groups: String = "[]"
  ) -> InputFile {
    InputFile(path: path, bytes: Array(text(ogs, date: date, groups: groups).utf8))
  }

  static func read(_ ogs: [String], options: RegisterReader.Options = .init()) throws -> Register {
    try RegisterReader(options: options).read([file(ogs)])
  }

  private static func quoted(_ text: String?) -> String {
    guard let text else { return "null" }
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"" + escaped.replacing("\u{1F}", with: "\\u001f") + "\""
  }
}
