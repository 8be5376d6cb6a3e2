import Geography

/// An address as FINESS+ documents have it, and the other parts that all records share.
struct DocumentAddress {
  /// 03 of the place itself, 02 of a body's seat, 06 another.
  var usage: String
  /// numvoie, typvoie, voie.
  let road: [String]
  let town: Atlas.Town
  /// Postal code and town.
  let line: String
  var coordinates = DocumentValue.null

  var value: DocumentValue {
    let postal = String(line.prefix { $0 != " " })
    let isPostal = postal.utf8.count == 5
    return .object([
      ("usageAdresse", .text(usage)), ("numeroVoie", .filled(road[0])), ("typeVoie", .filled(road[1])),
      ("libelleVoie", .filled(road[2])), ("complementVoie", .null), ("complementPointGeographique", .null),
      ("lieuDit", .null), ("cogCommune", .text(town.departement.communeCode(town.digits))),
      ("ligneAcheminement", .filled(isPostal ? String(line.dropFirst(postal.count + 1)) : line)), ("ligneUne", .null),
      ("ligneDeux", .null), ("ligneTrois", .null), ("ligneQuatre", .filled(road.joined(separator: " "))),
      ("ligneCinq", .null), ("ligneSix", .null), ("codePostal", .filled(isPostal ? postal : "")),
      ("coordonneesGeographique", coordinates),
    ])
  }

  /// Nobody's telephone.
  static let noContact = DocumentValue.object([
    ("typeContact", .object([("roleContact", .text("01"))])),
    ("telecom", .object([("telephone", .null), ("telecopie", .null), ("courriel", .null)])),
  ])

  static func event(_ code: String, of number: String, on day: String, kind: String = "EG") -> DocumentValue {
    .object([
      ("evenementId", .text(number + code)), ("dateEnregistrement", .text(day + " 12:00:00")),
      ("dateEvenement", .text(day)), ("etatObjet1", .text(code)), ("identifiantObjet1", .text(number)),
      ("identifiantObjet2", .null), ("systemeMaitre", .text("01")), ("typeObjet1", .text(kind)),
      ("typeObjet2", .null), ("codeEvenement", .text(code)),
    ])
  }
}
