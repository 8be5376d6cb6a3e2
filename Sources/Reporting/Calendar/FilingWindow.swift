import Plans
import Wording

/// Where and between which days some grappes of a plan file: one for each authority, route and pair of days.
struct FilingWindow: Hashable {
  let filedWith: String
  let route: Plan.Route
  /// As the plan has them; not always dates.
  let opens: String?
  let deadline: String?

  /// All windows of a grappe, in the plan's order.
  static func all(of grappe: Plan.Grappe) -> [FilingWindow] {
    let days = grappe.windows.isEmpty ? [(grappe.opens, grappe.deadline)] : grappe.windows.map { ($0.opens, $0.closes) }
    return days.map { opens, closes in
      FilingWindow(filedWith: grappe.filedWith, route: grappe.route, opens: opens, deadline: closes)
    }
  }

  var opensOn: ISODay? { opens.flatMap { ISODay($0) } }
  var closesOn: ISODay? { deadline.flatMap { ISODay($0) } }

  /// The windows of a plan with their grappes, in the plan's order.
  ///
  /// - Complexity: O(grappes).
  static func all(of plan: Plan) -> [(window: FilingWindow, grappes: [Plan.Grappe])] {
    var places: [FilingWindow: Int] = [:]
    var made: [(window: FilingWindow, grappes: [Plan.Grappe])] = []
    for (grappe, window) in plan.grappes.flatMap({ grappe in all(of: grappe).map { (grappe, $0) } }) {
      if let place = places[window] {
        made[place].grappes.append(grappe)
      } else {
        places[window] = made.count
        made.append((window, [grappe]))
      }
    }
    return made
  }

  /// "auprès de l’ARS Bretagne".
  func place(in language: Language) -> String {
    FilingPlace.phrase(filedWith, in: language)
  }

  /// "La fenêtre de dépôt régionale auprès de l’ARS Bretagne", to begin a sentence.
  func name(in language: Language) -> String {
    let route = Words.route(route).text(in: language)
    return Wording(
      fr: "La fenêtre de dépôt \(route) \(place(in: language))",
      en: "The \(route) filing window \(place(in: language))"
    ).text(in: language)
  }
}

/// The authority that a dossier is filed with, in a sentence.
enum FilingPlace {
  /// "auprès de l’ARS Bretagne", "with ARS Bretagne"; a name of another kind stands after a colon.
  static func phrase(_ filedWith: String, in language: Language) -> String {
    let name = ShownText.cleaned(filedWith)
    return Wording(
      fr: name.hasPrefix("ARS ") ? "auprès de l’\(name)" : "auprès de : \(name)", en: "with \(name)"
    ).text(in: language)
  }
}
