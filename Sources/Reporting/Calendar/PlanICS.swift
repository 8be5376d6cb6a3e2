import Plans
import Wording

/// `plan.ics`: the days on which the plan's dossiers can first and must last be filed, for any calendar (RFC 5545).
///
/// Events carry no time of making but the date of the register, so that equal plans give equal files; and the same call
/// in a later plan keeps its identifier, so that a calendar replaces the event instead of doubling it.
public enum PlanICS {
  /// - Returns: UTF-8 text with CRLF line ends.
  /// - Complexity: O(grappes).
  public static func render(_ dossier: Dossier) -> String {
    let plan = dossier.plan
    let windows = FilingWindow.all(of: plan)
    var calendar = CalendarText()
    calendar.add("BEGIN", "VCALENDAR")
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//Grappes//grappes//" + dossier.language.rawValue.uppercased())
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    let events =
      merged(windows) { $0.closesOn }.map {
        Event(kind: .deadline, day: $0.day, window: $0.window, grappes: $0.grappes)
      }
      + merged(windows) { $0.opensOn }.map {
        Event(kind: .opening, day: $0.day, window: $0.window, grappes: $0.grappes)
      }
    for event in events { event.write(to: &calendar, dossier) }
    // A calendar without any component is no calendar; this one changes nothing.
    if events.isEmpty { writeUTC(to: &calendar) }
    calendar.add("END", "VCALENDAR")
    return calendar.text
  }

  /// Windows that share authority, route and day are one event.
  private static func merged(
    _ windows: [(window: FilingWindow, grappes: [Plan.Grappe])], by day: (FilingWindow) -> ISODay?
  ) -> [(day: ISODay, window: FilingWindow, grappes: [Plan.Grappe])] {
    struct Key: Hashable {
      let filedWith: String
      let route: Plan.Route
      let day: ISODay
    }
    var places: [Key: Int] = [:]
    var made: [(day: ISODay, window: FilingWindow, grappes: [Plan.Grappe])] = []
    for (window, grappes) in windows {
      guard let day = day(window) else { continue }
      let key = Key(filedWith: window.filedWith, route: window.route, day: day)
      if let place = places[key] {
        made[place].grappes += grappes
      } else {
        places[key] = made.count
        made.append((day, window, grappes))
      }
    }
    return made
  }

  private static func writeUTC(to calendar: inout CalendarText) {
    for (name, value) in [
      ("BEGIN", "VTIMEZONE"), ("TZID", "UTC"), ("BEGIN", "STANDARD"), ("DTSTART", "19700101T000000"),
      ("TZOFFSETFROM", "+0000"), ("TZOFFSETTO", "+0000"), ("END", "STANDARD"), ("END", "VTIMEZONE"),
    ] {
      calendar.add(name, value)
    }
  }

  private struct Event {
    enum Kind: String {
      case deadline, opening
    }

    let kind: Kind
    let day: ISODay
    let window: FilingWindow
    let grappes: [Plan.Grappe]

    func write(to calendar: inout CalendarText, _ dossier: Dossier) {
      let language = dossier.language
      calendar.add("BEGIN", "VEVENT")
      calendar.add("UID", identifier(dossier.plan))
      calendar.add("DTSTAMP", Self.stamp(dossier.plan))
      calendar.add("DTSTART;VALUE=DATE", day.compact)
      calendar.add("DTEND;VALUE=DATE", day.next.compact)
      calendar.add("SUMMARY", text: summary(language))
      calendar.add("DESCRIPTION", text: description(dossier))
      calendar.add("TRANSP", "TRANSPARENT")
      if kind == .deadline {
        calendar.add("BEGIN", "VALARM")
        calendar.add("ACTION", "DISPLAY")
        calendar.add("DESCRIPTION", text: summary(language))
        calendar.add("TRIGGER", "-P14D")
        calendar.add("END", "VALARM")
      }
      calendar.add("END", "VEVENT")
    }

    private func summary(_ language: Language) -> String {
      let route = Words.route(window.route).text(in: language)
      let place = window.place(in: language)
      return switch kind {
      case .deadline:
        Wording(
          fr: "ESMS numérique : dernier jour de dépôt, voie \(route), \(place)",
          en: "ESMS numérique: last day to file, \(route) route, \(place)"
        ).text(in: language)
      case .opening:
        Wording(
          fr: "ESMS numérique : ouverture des dépôts, voie \(route), \(place)",
          en: "ESMS numérique: filing opens, \(route) route, \(place)"
        ).text(in: language)
      }
    }

    private func description(_ dossier: Dossier) -> String {
      let language = dossier.language
      let lines = grappes.map { grappe in
        "\(grappe.id) : \(grappe.porteurName) (\(dossier.numbers.integer(grappe.essmsCount)) ESSMS)"
      }
      let campaign = ShownText.cleaned(dossier.campaignLabel)
      let head = Wording(
        fr: "Campagne \(campaign), dépôt \(window.place(in: language)). Dossiers du plan, un par grappe :",
        en: "Campaign \(campaign), filing \(window.place(in: language)). The plan’s dossiers, one for each grappe:"
      ).text(in: language)
      let foot =
        kind == .deadline
        ? [
          Wording(
            fr: "Un dossier déposé après cette date est non recevable. Date à vérifier dans l’appel à projets.",
            en: "A dossier filed after this date is not admissible. To be checked in the call for projects."
          ).text(in: language)
        ] : []
      // Names are cleaned here, so that one that holds a line end stays on its line.
      return ([head] + lines.map { ShownText.cleaned($0) } + foot).joined(separator: "\n")
    }

    /// The same for the same call and regions, whatever the grappes.
    private func identifier(_ plan: Plan) -> String {
      let parts =
        [kind.rawValue, plan.campaign, window.route.rawValue, window.filedWith, day.description]
        + plan.regions.map(\.rawValue)
      return "\(kind.rawValue)-\(window.route.rawValue)-\(day.compact)-\(Self.fingerprint(parts))@grappes.invalid"
    }

    /// FNV-1a, 64 bits (Fowler, Noll and Vo), of the parts with a mark after each.
    private static func fingerprint(_ parts: [String]) -> String {
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for part in parts {
        for byte in Array(part.utf8) + [0xFF] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      }
      return String(hash, radix: 16)
    }

    /// The date of the newest register file; a fixed day when none has a date.
    private static func stamp(_ plan: Plan) -> String {
      let newest = plan.provenance.register.compactMap { $0.date.flatMap { ISODay($0) } }.max()
      return (newest?.compact ?? "19700101") + "T000000Z"
    }
  }
}
