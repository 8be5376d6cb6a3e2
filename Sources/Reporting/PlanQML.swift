import Wording

/// `plan.qml`: how QGIS shows `plan.geojson`.
///
/// QGIS reads a style of the same name beside a file it opens. Of one GeoJSON file it makes a layer of points, one of lines
/// and one of polygons, and gives all three that style, unless it names a kind of geometry: so this one names none, and each
/// of its rules holds for one `kind` of feature. Colours are those that the features carry.
public enum PlanQML {
  /// The same for every plan.
  ///
  /// - Parameter language: of the legend.
  /// - Throws: `Failure` when a resource of the program is missing.
  public static func render(_ language: Language) throws(Failure) -> String {
    let words = [
      "grappe": Wording(fr: "Grappe", en: "Grappe"),
      "link": Wording(fr: "Siège d’un membre, vers celui du porteur", en: "Seat of a member, to the porteur’s"),
      "porteur": Wording(fr: "ESSMS du porteur", en: "ESSMS of the porteur"),
      "member": Wording(fr: "ESSMS d’un membre", en: "ESSMS of a member"),
      "standalone": Wording(fr: "OG qui dépose seul", en: "OG that files alone"),
      "ungrouped": Wording(fr: "OG non groupé", en: "OG ungrouped"),
    ].mapValues { $0.text(in: language) }
    return try TemplateSet(["plan-qml"], kind: .html).render("plan-qml", words)
  }
}
