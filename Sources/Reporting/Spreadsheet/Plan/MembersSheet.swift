import Plans

extension PlanSheets {
  /// A row for each ESSMS of a grappe: sums by grappe, OG or region are then a pivot table's.
  var members: Workbook.Sheet {
    let placedAtCommune = Set(plan.placedAtCommune)
    let (register, commune) = (say("registre", "register"), say("commune", "commune"))
    let words = EssmsWords(dossier: dossier)
    var rows: [[Cell]] = []
    for grappe in plan.grappes {
      for member in grappe.members {
        let role = member.og == grappe.porteur ? say("porteur", "porteur") : say("membre", "member")
        let own: [Cell] = [
          .text(grappe.id), .text(grappe.porteurName), .text(member.name), .text(member.og.text), .text(role),
          .text(dossier.name(of: member.region)),
        ]
        let distances = plan.essmsKm(of: member, in: grappe)
        for (place, essms) in member.essms.enumerated() {
          let spot = place < member.places.count ? member.places[place] : member.seat
          rows.append(
            own + [
              .text(words.name(essms)), .text(words.commune(essms)), .text(words.category(essms)),
              .text(words.sector(essms)), .text(essms.text),
              .km(place < distances.count ? distances[place] : plan.km(of: member, in: grappe)),
              .decimal(degrees(spot.lat)),
              .decimal(degrees(spot.lon)), .text(placedAtCommune.contains(essms) ? commune : register),
            ])
        }
      }
    }
    return Workbook.Sheet(
      name: say("Membres", "Members"),
      columns: [
        say("Grappe", "Grappe"), say("Porteur", "Porteur"), "OG", say("FINESS de l’OG", "FINESS of the OG"),
        say("Rôle", "Role"), say("Région", "Region"), "ESSMS", say("Commune", "Commune"),
        say("Catégorie", "Category"), say("Public", "Sector"), say("FINESS de l’ESSMS", "FINESS of the ESSMS"),
        say("Distance au porteur", "Distance to porteur"), "Latitude", "Longitude", say("Position", "Position"),
      ].map { Column(title: $0) },
      rows: rows)
  }

  /// To a millionth, as in `plan.geojson`.
  private func degrees(_ angle: Double) -> Double { (angle * 1e6).rounded() / 1e6 }
}
