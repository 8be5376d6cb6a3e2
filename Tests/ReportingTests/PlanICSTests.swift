import Foundation
import Plans
import Testing
import Wording

@testable import Reporting

@Suite struct PlanICSTests {
  /// A component as a strict reader of RFC 5545 finds it.
  struct Component {
    let name: String
    var properties: [(name: String, value: String)] = []
    var parts: [Component] = []

    func values(_ name: String) -> [String] { properties.filter { $0.name == name }.map(\.value) }
  }

  struct Malformed: Error {
    let line: String
  }

  /// Line ends, lengths, folding and nesting are checked on the way.
  static func read(_ text: String) throws -> Component {
    let bytes = Array(text.utf8)
    try #require(bytes.suffix(2) == [13, 10])
    var raw: [[UInt8]] = [[]]
    for (place, byte) in bytes.enumerated() {
      if byte == 13 {
        try #require(place + 1 < bytes.count && bytes[place + 1] == 10, "a CR stands alone")
        raw.append([])
      } else if byte == 10 {
        try #require(place > 0 && bytes[place - 1] == 13, "an LF stands alone")
      } else {
        try #require(byte >= 32 && byte != 127, "a control character")
        raw[raw.count - 1].append(byte)
      }
    }
    raw.removeLast()
    var lines: [[UInt8]] = []
    for line in raw {
      try #require(line.count <= 75)
      // Each line is UTF-8 by itself: no character is cut.
      let text = try #require(String(validating: line, as: UTF8.self))
      try #require(!text.isEmpty)
      if line.first == 32, !lines.isEmpty {
        lines[lines.count - 1] += line.dropFirst()
      } else {
        lines.append(line)
      }
    }
    var open: [Component] = []
    for line in lines.map({ String(decoding: $0, as: UTF8.self) }) {
      guard let colon = line.firstIndex(of: ":") else { throw Malformed(line: line) }
      let name = String(line[..<colon])
      let value = String(line[line.index(after: colon)...])
      try #require(name.utf8.allSatisfy { (65...90).contains($0) || [45, 59, 61].contains($0) }, "\(name)")
      if name == "BEGIN" {
        open.append(Component(name: value))
      } else if name == "END" {
        let closed = open.removeLast()
        try #require(closed.name == value)
        guard let last = open.indices.last else {
          try #require(line == String(decoding: lines[lines.count - 1], as: UTF8.self))
          return closed
        }
        open[last].parts.append(closed)
      } else {
        try #require(!open.isEmpty)
        open[open.count - 1].properties.append((name, value))
      }
    }
    throw Malformed(line: "no end")
  }

  /// A TEXT value read back: every comma, semicolon and backslash must have been escaped.
  static func unescaped(_ value: String) throws -> String {
    var text = ""
    var isEscape = false
    for character in value.unicodeScalars {
      if isEscape {
        try #require("\\;,nN".unicodeScalars.contains(character))
        text.unicodeScalars.append(character == "n" || character == "N" ? "\n" : character)
        isEscape = false
      } else if character == "\\" {
        isEscape = true
      } else {
        try #require(character != "," && character != ";")
        text.unicodeScalars.append(character)
      }
    }
    try #require(!isEscape)
    return text
  }

  private func check(_ calendar: Component) throws {
    #expect(calendar.name == "VCALENDAR")
    #expect(calendar.values("VERSION") == ["2.0"])
    #expect(calendar.values("PRODID").count == 1)
    #expect(!calendar.parts.isEmpty)
    for event in calendar.parts where event.name == "VEVENT" {
      for name in ["UID", "DTSTAMP", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY", "DESCRIPTION"] {
        #expect(event.values(name).count == 1, "\(name)")
      }
      #expect(event.values("DTSTAMP")[0].wholeMatch(of: /\d{8}T\d{6}Z/) != nil)
      #expect(event.values("DTSTART;VALUE=DATE")[0].wholeMatch(of: /\d{8}/) != nil)
      #expect(event.values("DTSTART;VALUE=DATE")[0] < event.values("DTEND;VALUE=DATE")[0])
      for name in ["SUMMARY", "DESCRIPTION"] { _ = try Self.unescaped(event.values(name)[0]) }
      for alarm in event.parts {
        #expect(alarm.name == "VALARM")
        #expect(alarm.values("ACTION") == ["DISPLAY"])
        #expect(alarm.values("TRIGGER") == ["-P14D"])
        #expect(alarm.values("DESCRIPTION").count == 1)
      }
    }
  }

  @Test(arguments: [Language.fr, .en]) func everyDayOfTheRichPlan(language: Language) throws {
    let calendar = try Self.read(PlanICS.render(RichPlan.dossier(language: language)))
    try check(calendar)
    let events = calendar.parts
    let starts = events.map { $0.values("DTSTART;VALUE=DATE")[0] }
    // Two deadlines, then the openings of both routes.
    #expect(starts == ["20240915", "20240531", "20240115", "20240115"])
    #expect(events.map { $0.values("DTEND;VALUE=DATE")[0] } == ["20240916", "20240601", "20240116", "20240116"])
    #expect(events.map { $0.parts.count } == [1, 1, 0, 0])
    #expect(Set(events.map { $0.values("UID")[0] }).count == 4)
    #expect(events.allSatisfy { $0.values("DTSTAMP") == ["20210108T000000Z"] })
    let described = try events.map { try Self.unescaped($0.values("DESCRIPTION")[0]) }
    #expect(described[0].contains("53-001") && !described[0].contains("53-002"))
    #expect(described[1].contains("53-003"))
    // The grappe without a deadline opens with the other of its route.
    #expect(described[2].contains("53-001") && described[2].contains("53-002"))
  }

  @Test(arguments: RichPlan.hostile) func namesStayOnTheirLines(name: String) throws {
    var plan = try RichPlan.plan(names: [name])
    plan.campaign = name
    plan.grappes[0].id = name
    let calendar = try Self.read(PlanICS.render(Dossier(plan: plan, contours: try SamplePlan.contours())))
    try check(calendar)
    #expect(calendar.parts.count == 4)
    let lines = try Self.unescaped(calendar.parts[0].values("DESCRIPTION")[0]).split(separator: "\n")
    #expect(lines.count == 3)
  }

  @Test func oneEventForGrappesOfOneWindow() throws {
    let dossier = try SamplePlan.dossier(grappes: 40)
    let calendar = try Self.read(PlanICS.render(dossier))
    try check(calendar)
    #expect(calendar.parts.count == 1)
    let text = try Self.unescaped(calendar.parts[0].values("DESCRIPTION")[0])
    for rank in 1...40 { #expect(text.contains(String(format: "53-%03d", rank))) }
  }

  @Test(arguments: [nil, "bientôt", "2024-02-30", ""]) func withoutAKnownDay(deadline: String?) throws {
    var plan = try SamplePlan.plan(names: ["ALPHA"])
    for place in plan.grappes.indices { plan.grappes[place].deadline = deadline }
    let calendar = try Self.read(PlanICS.render(Dossier(plan: plan, contours: try SamplePlan.contours())))
    try check(calendar)
    // A calendar must hold a component: this one holds no event.
    #expect(calendar.parts.map(\.name) == ["VTIMEZONE"])
  }

  @Test func theSamePlanGivesTheSameBytesAndAnotherTheSameIdentifier() throws {
    let first = try RichPlan.dossier()
    #expect(PlanICS.render(first) == PlanICS.render(try RichPlan.dossier()))
    var plan = first.plan
    plan.grappes[0].members[0].name = "GAMMA"
    plan.provenance.seconds = 9
    let second = PlanICS.render(Dossier(plan: plan, contours: first.contours))
    let identifiers = { (text: String) in try Self.read(text).parts.flatMap { $0.values("UID") } }
    #expect(try identifiers(second) == identifiers(PlanICS.render(first)))
    #expect(second != PlanICS.render(first))
  }
}
